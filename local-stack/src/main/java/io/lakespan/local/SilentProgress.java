package io.lakespan.local;

enum SilentProgress implements Progress {
    INSTANCE;

    @Override
    public void part(String part, String message) {}

    @Override
    public void download(Transfer transfer) {}

    @Override
    public void downloadsEnded() {}
}

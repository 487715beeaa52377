package io.lakespan.app.demo.shop;

/**
 * How much is changed, and how fast.
 *
 * @param seed the same seed on the same shop makes the same changes
 * @param changes rows inserted, updated or deleted, in all
 * @param perSecond at most so many of them a second
 */
public record TrafficPlan(long seed, int changes, int perSecond) {
    public TrafficPlan {
        if (changes < 1 || perSecond < 1) {
            throw new IllegalArgumentException(
                    "changes and changes per second must be positive: " + changes + ", " + perSecond);
        }
    }

    /** So many changes as fast as they go. */
    public static TrafficPlan of(int changes) {
        return new TrafficPlan(Shop.SEED, changes, Integer.MAX_VALUE);
    }

    public TrafficPlan withPerSecond(int rate) {
        return new TrafficPlan(seed, changes, rate);
    }

    public TrafficPlan withSeed(long other) {
        return new TrafficPlan(other, changes, perSecond);
    }
}

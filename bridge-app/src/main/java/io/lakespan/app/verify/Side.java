package io.lakespan.app.verify;

/** The two things compared. */
public enum Side {
    SOURCE,
    LAKE
}

package io.lakespan.app.demo.shop;

/** Is told how the shop fills and changes, by the thread that does it. */
public interface ShopListener {
    /** Hears nothing. */
    ShopListener SILENT = new ShopListener() {};

    /** Rows of a table loaded so far; told about every 10,000 and at the table's end. */
    default void loaded(String table, int rows) {}

    /** Rows changed so far, of all that are to be; told after each transaction. */
    default void changed(int changes, int of) {}
}

/** A sample shop in MySQL, with rows in several scripts and of every awkward type, and live changes to it. */
package io.lakespan.app.demo.shop;

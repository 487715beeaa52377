/** Benchmarks: compiled with the tests, run by the profile {@code benchmark} alone; see docs/benchmarks.md. */
package io.lakespan.app.bench;

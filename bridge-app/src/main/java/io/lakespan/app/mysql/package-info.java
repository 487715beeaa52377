/** How the application itself speaks to MySQL; the CDC job has its own way. */
package io.lakespan.app.mysql;

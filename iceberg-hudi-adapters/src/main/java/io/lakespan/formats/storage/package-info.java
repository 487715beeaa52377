/** What the table formats share: what a storage's answers mean. */
package io.lakespan.formats.storage;

/** Definitions written for people to go on with. */
package io.lakespan.cdc.draft;

/** Schema changes of the source: what a statement did, and what becomes of it in the lake. */
package io.lakespan.cdc.evolve;

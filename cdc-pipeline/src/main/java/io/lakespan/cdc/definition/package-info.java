/** What a pipeline is to do, as its YAML file says it. */
package io.lakespan.cdc.definition;

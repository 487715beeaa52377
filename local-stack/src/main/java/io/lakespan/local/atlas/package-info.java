/** A real Apache Atlas and the Solr it searches with, by processes of their own. */
package io.lakespan.local.atlas;

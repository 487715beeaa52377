package io.lakespan.app.state;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lakespan.lineage.Dataset;

/** Names the kinds of dataset in JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Dataset.LakeTable.class, name = "lake-table"),
    @JsonSubTypes.Type(value = Dataset.RdbmsTable.class, name = "rdbms-table")
})
interface DatasetKinds {}

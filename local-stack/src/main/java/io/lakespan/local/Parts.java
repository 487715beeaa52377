package io.lakespan.local;

import io.lakespan.local.atlas.AtlasPart;
import io.lakespan.local.atlas.SolrPart;
import io.lakespan.local.flink.FlinkJobManager;
import io.lakespan.local.flink.FlinkTaskManager;
import io.lakespan.local.glue.GluePart;
import io.lakespan.local.hms.HiveMetastore;
import io.lakespan.local.mysql.MysqlPart;
import io.lakespan.local.s3.S3Part;
import java.util.List;

/** Every part that the stack has: the one list to add a new one to. */
final class Parts {
    private Parts() {}

    static PartGraph all() {
        return new PartGraph(List.of(
                new MysqlPart(),
                new S3Part(),
                new GluePart(),
                new HiveMetastore(),
                new SolrPart(),
                new AtlasPart(),
                new FlinkJobManager(),
                new FlinkTaskManager()));
    }
}

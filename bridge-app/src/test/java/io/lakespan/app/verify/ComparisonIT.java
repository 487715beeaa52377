package io.lakespan.app.verify;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.app.fixture.RealMySql;
import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.formats.iceberg.IcebergRows;
import io.lakespan.model.TableRef;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ComparisonIT {
    private static final int ROWS = 3_000;
    private static final Schema SCHEMA = new Schema(
            required(1, "id", Types.LongType.get()),
            optional(2, "name", Types.StringType.get()),
            optional(3, "rank", Types.IntegerType.get()));

    @RegisterExtension
    static final RealMySql MYSQL = new RealMySql();

    @TempDir
    private Path folder;

    private LakeTable lake;

    @BeforeEach
    void twoEqualTables() throws SQLException {
        MYSQL.execute(
                "DROP DATABASE IF EXISTS verify",
                "CREATE DATABASE verify",
                "CREATE TABLE verify.people (id BIGINT PRIMARY KEY, name VARCHAR(100), `rank` INT)",
                "SET SESSION cte_max_recursion_depth = 10000",
                "INSERT INTO verify.people WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                        + ROWS + ") SELECT i, CONCAT('Müller ', i), i % 7 FROM n");
        lake = LakeTable.create(folder.resolve("people"), SCHEMA);
        List<Object[]> rows = new ArrayList<>();
        IntStream.rangeClosed(1, ROWS).forEach(i -> rows.add(new Object[] {(long) i, "Müller " + i, i % 7}));
        lake.append(rows);
    }

    @Test
    void equalTablesAreEqual() {
        TableComparison result = compare("people");

        assertThat(result.equal()).isTrue();
        assertThat(result.differences()).isEmpty();
        assertThat(result.source()).map(Tally::rows).contains((long) ROWS);
        assertThat(result.source()).isEqualTo(result.lake());
        assertThat(result.lake().map(Tally::checksum)).isPresent().get().isNotEqualTo(Checksum.ZERO);
    }

    @Test
    void theOrderOfRowsAndTheFilesTheyLieInDoNotCount() {
        IntStream.of(5, 2_999, 1_234).forEach(i -> lake.replace((long) i, "Müller " + i, i % 7));

        assertThat(compare("people").equal()).isTrue();
    }

    @Test
    void aValueAlteredInTheSourceIsFoundAndNamed() throws SQLException {
        MYSQL.execute("UPDATE verify.people SET `rank` = `rank` + 1 WHERE id = 1234");

        found(new Difference.Differs("id=1234", List.of("rank")));
    }

    @Test
    void aValueAlteredInTheLakeIsFoundAndNamed() {
        lake.replace(77L, "Muller 77", 0);

        found(new Difference.Differs("id=77", List.of("name")));
    }

    @Test
    void aRowDeletedFromTheLakeIsFoundAndNamed() {
        lake.delete(2_000L);

        found(new Difference.MissingInLake("id=2000"));
    }

    @Test
    void aRowDeletedFromTheSourceIsFoundAndNamed() throws SQLException {
        MYSQL.execute("DELETE FROM verify.people WHERE id = 2000");

        found(new Difference.MissingInSource("id=2000"));
    }

    @Test
    void aRowTwiceInTheLakeIsFoundAndNamed() {
        lake.append(9L, "Müller 9", 2);

        found(new Difference.Repeated("id=9", 1, 2));
    }

    @Test
    void aRowTwiceInPlaceOfAnotherIsFoundThoughTheCountsAgree() {
        lake.append(9L, "Müller 9", 2);
        lake.delete(10L);

        found(new Difference.Repeated("id=9", 1, 2), new Difference.MissingInLake("id=10"));
    }

    @Test
    void nothingAndEmptyTextAreDifferent() throws SQLException {
        MYSQL.execute("UPDATE verify.people SET name = '' WHERE id = 42");
        lake.replace(42L, null, 0);

        found(new Difference.Differs("id=42", List.of("name")));
    }

    @Test
    void twoSwappedValuesAreFoundThoughEachColumnAddsUpAlike() throws SQLException {
        MYSQL.execute(
                "UPDATE verify.people SET name = 'Müller 2' WHERE id = 1",
                "UPDATE verify.people SET name = 'Müller 1' WHERE id = 2");

        found(new Difference.Differs("id=1", List.of("name")), new Difference.Differs("id=2", List.of("name")));
    }

    @Test
    void aChangedKeyIsARowTooFewAndARowTooMany() throws SQLException {
        MYSQL.execute("UPDATE verify.people SET id = 100000 WHERE id = 3");

        found(new Difference.MissingInLake("id=100000"), new Difference.MissingInSource("id=3"));
    }

    @Test
    void manyDifferencesAreNamedUpToTwenty() throws SQLException {
        MYSQL.execute("UPDATE verify.people SET `rank` = 9");

        TableComparison result = compare("people");

        assertThat(result.equal()).isFalse();
        assertThat(result.differences()).hasSize(20).allSatisfy(difference -> assertThat(difference)
                .isInstanceOf(Difference.Differs.class));
    }

    @Test
    void columnsThatOnlyOneSideHasAreAMismatch() throws SQLException {
        MYSQL.execute("ALTER TABLE verify.people ADD COLUMN note TEXT, RENAME COLUMN `rank` TO grade");

        TableComparison result = compare("people");

        assertThat(result.equal()).isFalse();
        assertThat(result.problems())
                .containsExactlyInAnyOrder(
                        "column grade is missing in lake",
                        "column note is missing in lake",
                        "column rank is missing in source");
        assertThat(result.differences())
                .as("the columns that both have are equal")
                .isEmpty();
    }

    @Test
    void columnsArePairedWhateverTheirOrderAndCase() throws SQLException {
        MYSQL.execute("ALTER TABLE verify.people MODIFY COLUMN `rank` INT FIRST, RENAME COLUMN name TO `NAME`");

        assertThat(compare("people").equal()).isTrue();
    }

    @Test
    void aTableWithoutKeyIsComparedAsABagOfRows() throws SQLException {
        MYSQL.execute(
                "ALTER TABLE verify.people DROP PRIMARY KEY", "INSERT INTO verify.people VALUES (5, 'Müller 5', 5)");
        found(new Difference.Repeated("id=5, name='Müller 5', rank=5", 2, 1));

        lake.append(5L, "Müller 5", 5);
        assertThat(compare("people").equal()).isTrue();
    }

    @Test
    void aTableThatOneSideLacksIsAMismatchAndNoFailure() throws SQLException {
        MYSQL.execute("CREATE TABLE verify.empty_handed (id INT PRIMARY KEY)");

        ComparisonReport report = comparison(MYSQL.server())
                .compare(List.of(
                        TablePair.of("verify", "empty_handed"),
                        new TablePair("verify", "nowhere", TableRef.of("verify", "people")),
                        TablePair.of("verify", "people")));

        assertThat(report.tables()).extracting(TableComparison::equal).containsExactly(false, false, true);
        assertThat(report.tables().get(0).problems()).containsExactly("the lake has no table verify.empty_handed");
        assertThat(report.tables().get(1).problems()).containsExactly("the source has no table verify.nowhere");
    }

    @Test
    void progressReachesTheNumberOfRows() {
        Map<Side, Long> seen = new ConcurrentHashMap<>();
        ComparisonListener listener = new ComparisonListener() {
            @Override
            public void read(TablePair pair, Side side, long rows) {
                seen.put(side, rows);
            }
        };

        new Comparison(MYSQL.server(), this::opened, listener).compare(List.of(TablePair.of("verify", "people")));

        assertThat(seen).containsOnly(Map.entry(Side.SOURCE, (long) ROWS), Map.entry(Side.LAKE, (long) ROWS));
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() {
        MySqlServer server = new MySqlServer("127.0.0.1", MYSQL.server().port(), "root", "hunter2");

        assertThatThrownBy(() -> comparison(server).compare(List.of(TablePair.of("verify", "people"))))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED))
                .hasMessageContainingAll("root", server.address())
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        MySqlServer server = new MySqlServer("127.0.0.1", 1, "root", "");

        assertThatThrownBy(() -> comparison(server).compare(List.of(TablePair.of("verify", "people"))))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("127.0.0.1:1");
    }

    private void found(Difference... differences) {
        TableComparison result = compare("people");

        assertThat(result.equal()).isFalse();
        assertThat(result.problems()).isEmpty();
        assertThat(result.differences()).containsExactlyInAnyOrder(differences);
    }

    private TableComparison compare(String table) {
        return comparison(MYSQL.server())
                .compare(List.of(TablePair.of("verify", table)))
                .tables()
                .get(0);
    }

    private Comparison comparison(MySqlServer server) {
        return new Comparison(server, this::opened, ComparisonListener.SILENT);
    }

    private IcebergRows opened(TableRef ref) {
        String location = ref.name().equals("people")
                ? lake.metadataLocation()
                : folder.resolve(ref.name()).resolve("v1.metadata.json").toString();
        return IcebergRows.atMetadata(IcebergConfig.defaults(), location);
    }
}

package io.lakespan.local.glue;

import static io.lakespan.local.glue.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.TableVersion;
import software.amazon.awssdk.services.glue.model.TableVersionError;

class VersionsIT {
    private static final String TABLE = "t";

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");
    private GlueClient client;

    @BeforeEach
    void open() {
        client = GLUE.client();
        client.createDatabase(create -> create.databaseInput(input -> input.name(database)));
        client.createTable(create -> create.databaseName(database)
                .tableInput(input -> input.name(TABLE).description("version 0")));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void formerVersionsAreKeptTheNewestFirst() {
        update(1, false);
        update(2, false);

        assertThat(versions(100)).containsExactly("2", "1", "0");
        assertThat(versions(1)).containsExactly("2", "1", "0");
        assertThat(version("0").table().description()).isEqualTo("version 0");
        assertThat(version("0").table().versionId()).isEqualTo("0");
        assertThat(version("2").table().description()).isEqualTo("version 2");
    }

    @Test
    void theVersionNotNamedIsTheCurrentOne() {
        update(1, false);

        assertThat(client.getTableVersion(get -> get.databaseName(database).tableName(TABLE))
                        .tableVersion()
                        .versionId())
                .isEqualTo("1");
    }

    @Test
    void anUpdateThatSkipsTheArchiveKeepsNoFormerVersion() {
        update(1, true);
        update(2, true);

        assertThat(versions(100)).containsExactly("2");
        refused("EntityNotFoundException", () -> version("1"));
    }

    @Test
    void aFormerVersionIsDeletedTheCurrentOneIsNot() {
        update(1, false);

        client.deleteTableVersion(
                delete -> delete.databaseName(database).tableName(TABLE).versionId("0"));

        assertThat(versions(100)).containsExactly("1");
        refused(
                "InvalidInputException",
                () -> client.deleteTableVersion(
                        delete -> delete.databaseName(database).tableName(TABLE).versionId("1")));
        refused(
                "EntityNotFoundException",
                () -> client.deleteTableVersion(
                        delete -> delete.databaseName(database).tableName(TABLE).versionId("0")));
    }

    @Test
    void aBatchOfVersionsIsDeletedAndWhatFailedIsTold() {
        update(1, false);
        update(2, false);

        List<TableVersionError> errors = client.batchDeleteTableVersion(
                        delete -> delete.databaseName(database).tableName(TABLE).versionIds("0", "2", "77", "x"))
                .errors();

        assertThat(versions(100)).containsExactly("2", "1");
        assertThat(errors).extracting(TableVersionError::versionId).containsExactly("2", "77", "x");
        assertThat(errors)
                .extracting(error -> error.errorDetail().errorCode())
                .containsExactly("InvalidInputException", "EntityNotFoundException", "EntityNotFoundException");
    }

    @Test
    void versionsOfATableThatIsNotThereAreNotFound() {
        refused(
                "EntityNotFoundException",
                () -> client.getTableVersions(get -> get.databaseName(database).tableName("nothing")));
        refused("EntityNotFoundException", () -> version("5"));
        refused(
                "ValidationException",
                () -> client.batchDeleteTableVersion(
                        delete -> delete.databaseName(database).tableName(TABLE)));
    }

    private void update(int number, boolean skipArchive) {
        client.updateTable(
                update -> update.databaseName(database).skipArchive(skipArchive).tableInput(input -> input.name(TABLE)
                        .description("version " + number)));
    }

    private TableVersion version(String id) {
        return client.getTableVersion(
                        get -> get.databaseName(database).tableName(TABLE).versionId(id))
                .tableVersion();
    }

    private List<String> versions(int pageSize) {
        return client
                .getTableVersionsPaginator(
                        get -> get.databaseName(database).tableName(TABLE).maxResults(pageSize))
                .stream()
                .flatMap(page -> page.tableVersions().stream())
                .map(TableVersion::versionId)
                .toList();
    }
}

package io.lakespan.app.state;

import io.lakespan.error.BridgeException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The way to the state database.
 *
 * <p>Every call throws a {@link BridgeException} when the database does not answer, in words that name it.
 */
final class StateConnections {
    private final Jdbi jdbi;
    private final String name;

    StateConnections(DataSource source, String name) {
        this.jdbi = Jdbi.create(source);
        this.name = name;
    }

    /** Each statement on its own. */
    <T> T with(Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /** Everything or nothing. */
    void transaction(Consumer<Handle> work) {
        try {
            jdbi.useTransaction(work::accept);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    private BridgeException failed(JdbiException e) {
        return StateErrors.translated("the state database " + name + " refuses a call", e);
    }
}

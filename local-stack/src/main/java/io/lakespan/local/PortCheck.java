package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Finds taken ports before anything is started. */
final class PortCheck {
    private final StackContext context;

    PortCheck(StackContext context) {
        this.context = context;
    }

    /**
     * @param freed ports that are taken now and free when the part starts, since their holder is stopped first
     */
    void require(Collection<Part> parts, Set<Integer> freed) {
        List<String> taken = parts.stream()
                .flatMap(part -> part.ports().stream())
                .filter(name -> !freed.contains(context.port(name)) && !Ports.isFree(context.port(name)))
                .map(this::describe)
                .toList();
        if (!taken.isEmpty()) {
            throw new BridgeException(ErrorCode.ALREADY_EXISTS, String.join("; ", taken));
        }
    }

    private String describe(String name) {
        int port = context.port(name);
        String holder = PortOwner.of(port)
                .map(owner -> "process " + owner.pid() + " (" + owner.command() + ")")
                .orElse("another process");
        return "port %d (%s) is taken by %s: stop it, or choose another with --port %s=NUMBER"
                .formatted(port, name, holder, name);
    }
}

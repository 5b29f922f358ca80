package io.countersign.audit;

import io.countersign.canonical.Canonical;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.identity.Actor;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.EntryHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The only maker of an entry's bytes and hash (the record's construction, version 1). */
public final class Trail {
    private Trail() {}

    /** Chains changes to the end of a stream, in order. */
    public static List<AuditEntry> append(Head head, StreamId stream, Stamp stamp, List<Change> changes) {
        List<AuditEntry> entries = new ArrayList<>(changes.size());
        for (Change change : changes) {
            byte[] bytes = Canonical.bytes(body(stamp, change));
            Digest hash = hash(stamp.workspace(), stream, head.seq() + 1, head.hash(), bytes);
            AuditEntry entry = new AuditEntry(
                    stamp.workspace(),
                    stream,
                    head.seq() + 1,
                    stamp.at(),
                    stamp.actor().name(),
                    change.event().action(),
                    change.subject(),
                    bytes,
                    head.hash(),
                    hash);
            entries.add(entry);
            head = entry.head();
        }
        return entries;
    }

    /** {@link EntryHash}. */
    public static Digest hash(WorkspaceId workspace, StreamId stream, long seq, Digest previous, byte[] bytes) {
        return EntryHash.of(workspace.value(), stream.toString(), seq, previous, bytes);
    }

    /** Everything that an entry's bytes hold. */
    public static Map<String, Object> members(byte[] bytes) {
        return Json.readObject(new String(bytes, StandardCharsets.UTF_8));
    }

    /** The event's own members, as an entry's bytes hold them. */
    public static Map<String, Object> details(byte[] bytes) {
        Object details = members(bytes).get("details");
        return details == null ? Map.of() : Json.members(details);
    }

    /** An entry's event, of the type that its action tells. */
    public static <T extends ApprovalEvent> T event(byte[] bytes, Class<T> type) {
        return Json.bind(details(bytes), type);
    }

    private static Map<String, @Nullable Object> body(Stamp stamp, Change change) {
        Map<String, @Nullable Object> body = new TreeMap<>();
        body.put("action", change.event().action());
        body.put("actor", stamp.actor().name());
        body.put("assurance", stamp.actor().assurance());
        body.put("at", stamp.at());
        body.put("details", change.event());
        body.put("link", stamp.actor() instanceof Actor.Guest guest ? guest.link() : null);
        body.put("node", stamp.node());
        body.put("request", stamp.request());
        body.put("session", stamp.actor() instanceof Actor.Guest guest ? guest.session() : null);
        body.put("subject", change.subject());
        return body;
    }
}

package io.countersign.memory;

import io.countersign.audit.Recorded;
import io.countersign.canonical.Json;
import io.countersign.link.Session;
import io.countersign.notice.Notice;

/** Things as a database would give them back: written as JSON and read again, so that what JSON loses fails here too. */
final class Kept {
    private Kept() {}

    static Recorded of(Recorded thing) {
        return survived(thing, Json.read(Json.write(thing), thing.getClass()));
    }

    static Session of(Session session) {
        return survived(session, Json.read(Json.write(session), Session.class));
    }

    static Notice of(Notice notice) {
        return survived(notice, Json.read(Json.write(notice), Notice.class));
    }

    private static <T> T survived(T given, T kept) {
        if (!kept.equals(given))
            throw new IllegalStateException("A %s does not survive being written as JSON and read again"
                    .formatted(given.getClass().getSimpleName()));
        return kept;
    }
}

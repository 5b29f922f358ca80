package io.countersign.memory;

import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.store.Erasure;
import io.countersign.store.Note;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people said, apart from the entries that commit to it. */
final class Texts {
    private final Map<StreamId, Map<Digest, Note>> byStream = new HashMap<>();

    void put(StreamId stream, List<Note> notes) {
        for (Note note : notes)
            byStream.computeIfAbsent(stream, any -> new HashMap<>())
                    .put(note.text().commitment(), note);
    }

    void remove(StreamId stream) {
        byStream.remove(stream);
    }

    void forget(Erasure erasure) {
        byStream.remove(erasure.stream());
        byStream.values()
                .forEach(notes ->
                        notes.values().removeIf(note -> erasure.owners().contains(note.owner())));
    }

    /** By commitment. */
    Map<Digest, String> of(StreamId stream) {
        Map<Digest, String> said = new HashMap<>();
        for (Erasable text : erasables(stream)) said.put(text.commitment(), text.text());
        return said;
    }

    List<Erasable> erasables(StreamId stream) {
        return byStream.getOrDefault(stream, Map.of()).values().stream()
                .map(Note::text)
                .toList();
    }
}

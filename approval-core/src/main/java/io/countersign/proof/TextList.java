package io.countersign.proof;

import io.countersign.canonical.CanonicalReader;
import io.countersign.canonical.CanonicalWriter;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that entries commit to, with what proves it: a file of canonical JSON, in the order of the commitments. */
public final class TextList {
    private TextList() {}

    public static byte[] bytes(Collection<Erasable> texts) {
        List<Map<String, String>> list = texts.stream()
                .sorted(Comparator.comparing(text -> text.commitment().hex()))
                .map(text -> Map.of("commitment", text.commitment().hex(), "salt", text.salt(), "text", text.text()))
                .toList();
        return CanonicalWriter.text(list).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException when it is of another form
     */
    public static List<Erasable> parse(byte[] bytes) {
        if (!(CanonicalReader.read(bytes) instanceof List<?> list))
            throw new IllegalArgumentException("a list of texts is wanted, and this is none");
        List<Erasable> texts = new ArrayList<>();
        for (Object one : list) texts.add(text(CanonicalReader.members(one)));
        if (!Arrays.equals(bytes(texts), bytes))
            throw new IllegalArgumentException("the texts stand in another order, or with more than is needed");
        return texts;
    }

    private static Erasable text(Map<String, @Nullable Object> members) {
        if (members.get("commitment") instanceof String commitment
                && members.get("salt") instanceof String salt
                && members.get("text") instanceof String text) return new Erasable(new Digest(commitment), salt, text);
        throw new IllegalArgumentException("a text has other members than commitment, salt and text");
    }
}

package io.countersign.proof;

import io.countersign.canonical.CanonicalReader;
import io.countersign.canonical.CanonicalWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The media of a post's versions, with the digests that files are compared with; it follows from the versions. */
public final class MediaList {
    private MediaList() {}

    /**
     * Canonical JSON.
     *
     * @param versions the media of each, by its number
     */
    public static byte[] bytes(SortedMap<Integer, List<Map<String, @Nullable Object>>> versions) {
        List<Map<String, Object>> list = new ArrayList<>();
        versions.forEach((number, media) -> list.add(Map.of("media", media, "version", number)));
        return CanonicalWriter.text(Map.of("versions", list)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Of one version.
     *
     * @param content canonical JSON
     * @throws IllegalArgumentException when it is no content
     */
    public static List<Map<String, @Nullable Object>> of(byte[] content) {
        if (!(CanonicalReader.object(content).get("media") instanceof List<?> media))
            throw new IllegalArgumentException("it has no list of media");
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (Object medium : media) list.add(digest(CanonicalReader.members(medium)));
        return list;
    }

    private static Map<String, @Nullable Object> digest(Map<String, @Nullable Object> medium) {
        Map<String, @Nullable Object> digest = new LinkedHashMap<>();
        digest.put("type", medium.get("type"));
        if (medium.containsKey("sha256")) {
            digest.put("sha256", medium.get("sha256"));
        } else {
            digest.put("unpinned", true);
            digest.put("url", medium.get("url"));
        }
        return digest;
    }
}

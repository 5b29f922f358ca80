package io.countersign.spring.calendar;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.countersign.content.Channel;
import io.countersign.content.Media;
import io.countersign.content.Target;
import io.countersign.post.PostForm;
import io.countersign.post.Release;
import io.countersign.problem.Violation;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row while it is read: what its fields say, and what is wrong with them. */
final class CalendarRow {
    private static final Map<String, Media.Type> TYPES = Map.ofEntries(
            Map.entry("gif", Media.Type.GIF),
            Map.entry("mp4", Media.Type.VIDEO),
            Map.entry("m4v", Media.Type.VIDEO),
            Map.entry("mov", Media.Type.VIDEO),
            Map.entry("webm", Media.Type.VIDEO),
            Map.entry("pdf", Media.Type.DOCUMENT),
            Map.entry("doc", Media.Type.DOCUMENT),
            Map.entry("docx", Media.Type.DOCUMENT),
            Map.entry("ppt", Media.Type.DOCUMENT),
            Map.entry("pptx", Media.Type.DOCUMENT));

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Map<String, String> values = new HashMap<>();
    private final List<Violation> errors = new ArrayList<>();

    private CalendarRow(CsvRecord record, List<String> header) {
        for (int i = 0; i < Math.min(header.size(), record.getFieldCount()); i++)
            values.put(header.get(i), record.getField(i));
        if (record.getFieldCount() != header.size())
            errors.add(new Violation(
                    "", "has %d fields, and the header has %d".formatted(record.getFieldCount(), header.size())));
    }

    static ContentCalendar.Row read(CsvRecord record, List<String> header) {
        CalendarRow row = new CalendarRow(record, header);
        PostForm form = row.errors.isEmpty() ? row.form() : null;
        return new ContentCalendar.Row(record.getStartingLineNumber(), row.errors.isEmpty() ? form : null, row.errors);
    }

    private @Nullable PostForm form() {
        Channel channel = parsed("channel", Channel::new);
        String account = trimmed("account");
        if (trimmed("channel") == null) errors.add(new Violation("channel", "is required"));
        if (account == null) errors.add(new Violation("account", "is required"));
        ZoneId zone = zone();
        Instant at = zone == null ? null : time(zone);
        List<Media> media =
                list("media", SPACES).stream().map(CalendarRow::media).toList();
        if (channel == null || account == null || zone == null) return null;
        return new PostForm(
                new Target(channel, account),
                asTyped("caption"),
                trimmed("link"),
                media,
                at,
                zone,
                trimmed("category"),
                list("campaign", Pattern.compile("\\|")),
                null,
                asTyped("note"),
                Release.AUTOMATIC,
                false,
                List.of());
    }

    /** Null where what is there is no zone. */
    private @Nullable ZoneId zone() {
        return trimmed("time_zone") == null
                ? UTC
                : parsed("time_zone", text -> {
                    try {
                        return ZoneId.of(text);
                    } catch (DateTimeException unknown) {
                        throw new IllegalArgumentException("must be a time zone such as Europe/Berlin", unknown);
                    }
                });
    }

    private @Nullable Instant time(ZoneId zone) {
        return parsed("scheduled_at", text -> CalendarTime.parse(text, zone));
    }

    private <T> @Nullable T parsed(String column, Function<String, T> form) {
        String text = trimmed(column);
        if (text == null) return null;
        try {
            return form.apply(text);
        } catch (IllegalArgumentException wrong) {
            errors.add(new Violation(column, String.valueOf(wrong.getMessage())));
            return null;
        }
    }

    private List<String> list(String column, Pattern separator) {
        String text = trimmed(column);
        if (text == null) return List.of();
        return Arrays.stream(separator.split(text))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private @Nullable String trimmed(String column) {
        String text = values.get(column);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private @Nullable String asTyped(String column) {
        String text = values.get(column);
        return text == null || text.isEmpty() ? null : text;
    }

    /** A calendar does not say what its media are; the names of the files do. */
    private static Media media(String url) {
        String path = url;
        try {
            String named = URI.create(url).getPath();
            if (named != null) path = named;
        } catch (IllegalArgumentException malformed) {
            path = url; // told as an error of the post
        }
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new Media(url, TYPES.getOrDefault(extension, Media.Type.IMAGE), null, null);
    }
}

package io.countersign.demo;

import io.countersign.canonical.Json;
import io.countersign.content.Content;
import io.countersign.content.Version;
import io.countersign.publish.Capability;
import io.countersign.publish.Permit;
import io.countersign.publish.Publisher;
import io.countersign.publish.Receipt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Publishes into a file, a line of JSON each, where a real host calls its channels. What is already there under a key is
 * not written again, whoever wrote it and however that process ended.
 */
@Component
final class PublicationLog implements Publisher {
    private final Path file;
    private final InstantSource time;
    private final Map<String, Receipt> receipts = new HashMap<>();
    private long read;
    private int lines;

    @Autowired
    PublicationLog(@Value("${countersign.demo.folder}") Path folder) {
        this(folder, InstantSource.system());
    }

    PublicationLog(Path folder, InstantSource time) {
        this.file = folder.resolve("published.jsonl");
        this.time = time;
    }

    @Override
    public Capability capability() {
        return Capability.IDEMPOTENT_KEY;
    }

    @Override
    public synchronized Receipt publish(Permit permit, Version version) throws IOException {
        if (!version.content().digest().equals(permit.digest()))
            throw new IllegalStateException("This is not the content that was approved.");
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.lock();
            catchUp(channel);
            Receipt earlier = receipts.get(permit.key().hex());
            return earlier == null ? append(channel, permit, version) : earlier;
        }
    }

    /** Reads what was written since we last looked; a line without its end never became a receipt, and goes. */
    private void catchUp(FileChannel channel) throws IOException {
        if (channel.size() < read) forget();
        ByteBuffer tail = ByteBuffer.allocate(Math.toIntExact(channel.size() - read));
        while (tail.hasRemaining() && channel.read(tail, read + tail.position()) >= 0) {}
        String text = new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1);
        int whole = text.lastIndexOf('\n') + 1;
        for (int from = 0, to; from < whole; from = to + 1) {
            to = text.indexOf('\n', from);
            String line =
                    new String(text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            note(String.valueOf(Json.readObject(line).get("key")));
        }
        read += whole;
        channel.truncate(read);
    }

    private Receipt append(FileChannel channel, Permit permit, Version version) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((Json.write(entry(permit, version)) + "\n").getBytes(StandardCharsets.UTF_8));
        long at = read;
        while (line.hasRemaining()) at += channel.write(line, at);
        channel.force(true);
        read = at;
        return note(permit.key().hex());
    }

    private Map<String, @Nullable Object> entry(Permit permit, Version version) {
        Content content = version.content();
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("postId", permit.post().value());
        entry.put("key", permit.key().hex());
        entry.put("workspace", permit.workspace().value());
        entry.put("channel", content.target().channel().name());
        entry.put("account", content.target().account());
        entry.put("version", version.number());
        entry.put("caption", content.caption());
        entry.put("at", time.instant().truncatedTo(ChronoUnit.MICROS));
        return entry;
    }

    private Receipt note(String key) {
        lines++;
        Receipt receipt = new Receipt("%s line %d".formatted(file.getFileName(), lines));
        return Objects.requireNonNullElse(receipts.putIfAbsent(key, receipt), receipt);
    }

    /** Somebody emptied the file. */
    private void forget() {
        receipts.clear();
        read = 0;
        lines = 0;
    }
}

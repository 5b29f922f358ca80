package io.countersign.proof;

import io.countersign.canonical.Digest;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The zip of a pack, whoever made it: opened only where each way of reading it shows the same few files of known names and
 * of bearable size.
 */
final class PackArchive implements Closeable {
    static final int MOST_FILES = 10_000;

    /** Bytes of all files together. */
    static final long LARGEST = 1L << 28;

    /** Bytes of a file that is read as a whole. */
    static final int WHOLE = 1 << 24;

    private final ZipFile zip;
    private final Map<String, Digest> digests = new LinkedHashMap<>();
    private final Set<String> folded = new HashSet<>();
    private final long largest;
    private long left;

    private PackArchive(ZipFile zip, long largest) {
        this.zip = zip;
        this.largest = largest;
        left = largest;
    }

    static PackArchive open(Path file) throws IOException, UnusableException {
        return open(file, LARGEST);
    }

    /** @param largest as {@link #LARGEST} */
    static PackArchive open(Path file, long largest) throws IOException, UnusableException {
        PackArchive archive = new PackArchive(new ZipFile(file.toFile()), largest);
        try {
            archive.read();
            archive.compare(file);
            return archive;
        } catch (IOException | UnusableException | RuntimeException refused) {
            archive.close();
            throw refused;
        }
    }

    /** By the directory at the end, as most programs do. */
    private void read() throws IOException, UnusableException {
        if (zip.size() > MOST_FILES)
            throw new UnusableException("it has %d files, more than %d".formatted(zip.size(), MOST_FILES));
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            if (!PackFiles.isFile(name))
                throw new UnusableException("no pack has a file of the name '%s'".formatted(name));
            if (!folded.add(name.toLowerCase(Locale.ROOT)))
                throw new UnusableException("file '%s' is in it twice".formatted(name));
            try (InputStream in = counted(zip.getInputStream(entry))) {
                digests.put(name, Digest.of(in));
            }
        }
    }

    /** From the beginning on, as programs do that do not wait for the end. */
    private void compare(Path file) throws IOException, UnusableException {
        left = largest;
        int files = 0;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Digest shown = digests.get(entry.getName());
                if (!Digest.of(counted(in)).equals(shown)) throw twoFaced();
                files++;
            }
        }
        if (files != digests.size()) throw twoFaced();
    }

    private static UnusableException twoFaced() {
        return new UnusableException("its directory and its contents differ, so that it shows other files to others");
    }

    private InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int count = super.read(buffer, from, length);
                left -= Math.max(0, count);
                if (left < 0) throw new IOException("its files are larger than %d bytes together".formatted(largest));
                return count;
            }
        };
    }

    boolean has(String name) {
        return digests.containsKey(name);
    }

    /** Of all files, by their names. */
    Map<String, Digest> digests() {
        return digests;
    }

    /** A file that is there. */
    InputStream stream(String name) throws IOException {
        InputStream in = zip.getInputStream(zip.getEntry(name));
        if (in == null) throw new IOException("file '%s' cannot be opened".formatted(name));
        return in;
    }

    /** All of a file that is there. */
    byte[] bytes(String name) throws IOException, UnusableException {
        try (InputStream in = stream(name)) {
            byte[] bytes = in.readNBytes(WHOLE + 1);
            if (bytes.length > WHOLE)
                throw new UnusableException("file '%s' is larger than %d bytes".formatted(name, WHOLE));
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

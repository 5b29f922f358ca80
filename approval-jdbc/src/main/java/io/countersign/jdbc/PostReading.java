package io.countersign.jdbc;

import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.store.Found;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.PostReads.Governed;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading posts, alone and in lists. */
final class PostReading {
    /** Keys in one statement; drivers take some tens of thousands of values. */
    private static final int AT_ONCE = 1000;

    private static final String GOVERNED = """
            SELECT {now} AS read_at, %s, %s
              FROM {post} p
              JOIN {version} v ON v.ws = p.ws AND v.post = p.id AND v.version = p.version
              LEFT JOIN {round} r ON r.ws = p.ws AND r.post = p.id AND r.round = p.round
              LEFT JOIN {policy} y ON y.ws = p.ws
              LEFT JOIN {policy_version} yv ON yv.ws = y.ws AND yv.version = y.version
             WHERE p.ws = :ws AND p.id = :id
            """.formatted(PostRows.COLUMNS, PolicyRows.COLUMNS);

    private static final String BY_KEY = """
            SELECT {now} AS read_at, %s
              FROM (VALUES :keys) k (ws, id)
              LEFT JOIN {post} p ON p.ws = k.ws AND p.id = k.id
              LEFT JOIN {version} v ON v.ws = p.ws AND v.post = p.id AND v.version = p.version
              LEFT JOIN {round} r ON r.ws = p.ws AND r.post = p.id AND r.round = p.round
            """.formatted(PostRows.COLUMNS);

    /** The page's keys are found in an index first, then looked up: with inner joins, H2 would begin with all posts. */
    private static final String BY_PAGE = """
            SELECT %s
              FROM (%s) k
              LEFT JOIN {post} p ON p.ws = :ws AND p.id = k.id
              LEFT JOIN {version} v ON v.ws = p.ws AND v.post = p.id AND v.version = p.version
              LEFT JOIN {round} r ON r.ws = p.ws AND r.post = p.id AND r.round = p.round
             ORDER BY k.id DESC
            """;

    private PostReading() {}

    static Found<Post> posts(Db db, WorkspaceId workspace, Collection<PostId> ids) throws SQLException {
        return byKey(
                db,
                ids.stream()
                        .distinct()
                        .map(id -> new PostRows.PostKey(workspace.value(), id.value()))
                        .toList());
    }

    static Optional<Governed> governed(Db db, WorkspaceId workspace, PostId id) throws SQLException {
        Sql sql = Sql.of(GOVERNED).set("ws", workspace.value()).set("id", id.value());
        return db.one(
                sql, row -> new Governed(PostRows.read(row), PolicyRows.read(row, workspace), row.time("read_at")));
    }

    static Found<Post> byKey(Db db, List<PostRows.PostKey> keys) throws SQLException {
        if (keys.isEmpty()) return new Found<>(List.of(), db.now());
        List<Instant> read = new ArrayList<>();
        List<Post> posts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<PostRows.PostKey> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            db.query(Sql.of(BY_KEY).set("keys", PostRows.rows(some)), row -> {
                read.add(row.time("read_at"));
                return row.textOrNull("id") == null || posts.add(PostRows.read(row));
            });
        }
        return new Found<>(posts, read.get(0));
    }

    static Page<Post> posts(Db db, WorkspaceId workspace, PostFilter filter, PageRequest page) throws SQLException {
        Sql keys = filter.campaign() == null
                ? Sql.of("SELECT p.id FROM {post} p WHERE p.ws = :ws")
                : Sql.of("""
                        SELECT p.id FROM {post_tag} t JOIN {post} p ON p.ws = t.ws AND p.id = t.post
                         WHERE t.ws = :ws AND t.campaign = :campaign""").set("campaign", filter.campaign());
        String order = filter.campaign() == null ? "p.ws DESC" : "t.ws DESC, t.campaign DESC";
        String id = filter.campaign() == null ? "p.id" : "t.post";
        order += narrow(
                keys, "status", filter.status() == null ? null : filter.status().name());
        order += narrow(keys, "author", filter.author());
        order += narrow(keys, "bundle", filter.bundle());
        narrow(
                keys,
                "channel",
                filter.channel() == null ? null : filter.channel().name());
        after(keys, id, page);
        keys.and(" ORDER BY %s, %s DESC LIMIT :limit".formatted(order, id));
        return page(db, workspace, keys, page);
    }

    /** Returns the column for the order: only an ORDER BY that names all columns of an index lets H2 stop early in it. */
    private static String narrow(Sql keys, String column, @Nullable String value) {
        if (value == null) return "";
        keys.and(" AND p.%1$s = :%1$s".formatted(column)).set(column, value);
        return ", p." + column + " DESC";
    }

    /** Narrows keys to those after the page's cursor. */
    static void after(Sql keys, String column, PageRequest page) {
        String after = Cursor.read(page, 1, key -> new PostId(key[0]).value());
        if (after != null) keys.and(" AND " + column + " < :after").set("after", after);
    }

    private static final String ASSIGNED = """
            (SELECT DISTINCT a.ws, a.ref, a.is_open, a.post FROM {assignment} a
              WHERE a.ws = :ws AND a.ref = :%s AND a.is_open = %s%s
              ORDER BY a.ws DESC, a.ref DESC, a.is_open DESC, a.post DESC LIMIT :limit)
            """;

    /** A branch for each reference, and for what is open and what is closed, each in the order of the index. */
    static Page<Post> assigned(
            Db db,
            WorkspaceId workspace,
            Collection<ReviewerRef> refs,
            boolean open,
            @Nullable Set<PostId> only,
            PageRequest page)
            throws SQLException {
        if (refs.isEmpty() || (only != null && only.isEmpty())) return new Page<>(List.of(), null);
        Sql narrowed = Sql.of("");
        after(narrowed, "a.post", page);
        if (only != null) narrowed.and(" AND a.post IN (:only)");
        Sql keys = Sql.of("SELECT DISTINCT u.post AS id FROM (");
        String separator = "";
        int number = 0;
        for (ReviewerRef ref : Set.copyOf(refs)) {
            String name = "ref" + number++;
            keys.set(name, ref.toString());
            for (String state : open ? List.of("TRUE") : List.of("TRUE", "FALSE")) {
                keys.and(separator).and(ASSIGNED.formatted(name, state, narrowed.text()));
                separator = " UNION ALL ";
            }
        }
        keys.and(") u ORDER BY id DESC LIMIT :limit").setAll(narrowed);
        if (only != null)
            keys.set("only", only.stream().map(PostId::value).sorted().toList());
        return page(db, workspace, keys, page);
    }

    /** The posts of these keys, which name {@code :ws} and stop at {@code :limit}. */
    static Page<Post> page(Db db, WorkspaceId workspace, Sql keys, PageRequest page) throws SQLException {
        List<Post> found = found(db, workspace.value(), keys, page.limit() + 1);
        return Cursor.page(found, page, post -> Cursor.of(post.id().value()));
    }

    /** The posts of these keys, which name {@code :ws} and stop at {@code :limit}, the newest first. */
    static List<Post> found(Db db, String workspace, Sql keys, int limit) throws SQLException {
        Sql sql = Sql.of(BY_PAGE.formatted(PostRows.COLUMNS, keys.text()))
                .setAll(keys)
                .set("ws", workspace)
                .set("limit", limit);
        return db.query(sql, PostRows::read);
    }

    static List<Version> versions(Db db, WorkspaceId workspace, PostId id) throws SQLException {
        return db.query(Sql.of("""
                        SELECT version, digest, body, edited_by, edited_at FROM {version}
                         WHERE ws = :ws AND post = :post ORDER BY version
                        """).set("ws", workspace.value()).set("post", id.value()), PostRows::readVersion);
    }
}

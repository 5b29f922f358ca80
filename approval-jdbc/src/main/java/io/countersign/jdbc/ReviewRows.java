package io.countersign.jdbc;

import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading what is in review anywhere: in the index of each workspace, and by the primary key from one to the next. */
final class ReviewRows {
    /** Workspaces that one page looks into, whether or not anything is in review there. */
    private static final int WORKSPACES = 100;

    /** Where to go on: in this workspace, after this post, or at its first where that is null. */
    private record Place(String workspace, @Nullable String post) {
        static Place parse(String[] key) {
            String post = key[1].isEmpty() ? null : new PostId(key[1]).value();
            return new Place(new WorkspaceId(key[0]).value(), post);
        }

        static String cursor(Post post) {
            return Cursor.of(post.workspace().value(), post.id().value());
        }
    }

    private ReviewRows() {}

    static Page<Post> inReview(Db db, PageRequest page) throws SQLException {
        Place begin = Cursor.read(page, 2, Place::parse);
        Optional<Place> place = begin == null ? first(db) : Optional.of(begin);
        List<Post> found = new ArrayList<>();
        for (int i = 0; i < WORKSPACES && place.isPresent() && found.size() <= page.limit(); i++) {
            found.addAll(inReview(db, place.get(), page.limit() + 1 - found.size()));
            if (found.size() <= page.limit()) place = next(db, place.get().workspace());
        }
        if (found.size() > page.limit() || place.isEmpty()) return Cursor.page(found, page, Place::cursor);
        return new Page<>(found, Cursor.of(place.get().workspace(), ""));
    }

    private static List<Post> inReview(Db db, Place place, int limit) throws SQLException {
        // Only an ORDER BY that names all columns of an index lets H2 stop early in it.
        Sql keys = Sql.of("""
                SELECT p.id FROM {post} p WHERE p.ws = :ws AND p.status = :status%s
                 ORDER BY p.ws DESC, p.status DESC, p.id DESC LIMIT :limit
                """.formatted(place.post() == null ? "" : " AND p.id < :after"));
        keys.set("status", PostStatus.IN_REVIEW.name()).set("after", place.post());
        return PostReading.found(db, place.workspace(), keys, limit);
    }

    private static Optional<Place> first(Db db) throws SQLException {
        return at(db, Sql.of("SELECT ws FROM {post} ORDER BY ws DESC, id DESC LIMIT 1"));
    }

    private static Optional<Place> next(Db db, String workspace) throws SQLException {
        return at(
                db,
                Sql.of("SELECT ws FROM {post} WHERE ws < :ws ORDER BY ws DESC, id DESC LIMIT 1")
                        .set("ws", workspace));
    }

    private static Optional<Place> at(Db db, Sql workspace) throws SQLException {
        return db.one(workspace, row -> new Place(row.text("ws"), null));
    }
}

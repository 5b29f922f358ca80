package io.countersign.jdbc;

import io.countersign.approver.Approver;
import io.countersign.audit.Head;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Delegation;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.Found;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PeopleReads.People;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Approvers, and the groups that their records put them in. */
final class PeopleRows implements Kept<Approver> {
    /** In the place of a name, for those who read the column and know of no erasure. */
    private static final String ERASED = "";

    private static final String INSERT = """
            INSERT INTO {approver} (ws, id, revision, head, name, email, kind, user_id, created_at, deleted_at, erased_at)
            SELECT :ws, :id, :revision, :head, :name, :email, :kind, :user_id, :created_at, :deleted_at, :erased_at
             WHERE NOT EXISTS (SELECT 1 FROM {approver} WHERE ws = :ws AND id = :id)
            """;

    private static final String UPDATE = """
            UPDATE {approver}
               SET revision = :revision, head = :head, name = :name, email = :email, kind = :kind, user_id = :user_id,
                   deleted_at = :deleted_at, erased_at = :erased_at
             WHERE ws = :ws AND id = :id AND revision = :before
            """;

    private static final String INSERT_MEMBER =
            "INSERT INTO {member} (ws, group_name, approver) VALUES (:ws, :group_name, :approver)";

    private static final String DELETE_MEMBER =
            "DELETE FROM {member} WHERE ws = :ws AND group_name = :group_name AND approver = :approver";

    /** One row for each group of an approver, or one. */
    static final String COLUMNS = """
            a.ws AS approver_ws, a.id AS approver_id, a.revision AS approver_revision, a.head AS approver_head, a.name, a.email,
            a.kind, a.user_id, a.created_at AS approver_created_at, a.deleted_at, a.erased_at, m.group_name
            """;

    private static final String MEANT = """
            SELECT %s, NULL AS delegator, NULL AS delegation, NULL AS delegate, NULL AS starts_at, NULL AS ends_at
              FROM (%s) k
              JOIN {approver} a ON a.ws = :ws AND a.id = k.id
              LEFT JOIN {member} m ON m.ws = a.ws AND m.approver = a.id
             WHERE a.deleted_at IS NULL
            """;

    /** With the columns of who is meant before its own. */
    private static final String GIVEN = "SELECT " + "NULL, ".repeat(12) + DelegationRows.COLUMNS + DelegationRows.TO;

    @Override
    public Sql insert(Approver after) {
        return values(Sql.of(INSERT), after).set("created_at", after.createdAt());
    }

    @Override
    public Sql update(Approver before, Approver after) {
        return values(Sql.of(UPDATE), after).set("before", before.head().seq());
    }

    @Override
    public Sql head(Approver approver) {
        return Sql.of("SELECT head FROM {approver} WHERE ws = :ws AND id = :id")
                .set("ws", approver.workspace().value())
                .set("id", approver.id().value());
    }

    private static Sql values(Sql sql, Approver approver) {
        return sql.set("ws", approver.workspace().value())
                .set("id", approver.id().value())
                .set("revision", approver.head().seq())
                .set("head", approver.head().hash())
                .set("name", Objects.requireNonNullElse(approver.name(), ERASED))
                .set("email", approver.email())
                .set("kind", approver.kind().name())
                .set("user_id", approver.userId())
                .set("deleted_at", approver.deletedAt())
                .set("erased_at", approver.erasedAt());
    }

    @Override
    public void follow(@Nullable Approver before, Approver after, List<Sql> rest) {
        Set<String> old = new TreeSet<>(before == null ? Set.of() : before.groups());
        Set<String> current = new TreeSet<>(after.groups());
        for (String group : old) if (!current.contains(group)) rest.add(member(DELETE_MEMBER, after, group));
        for (String group : current) if (!old.contains(group)) rest.add(member(INSERT_MEMBER, after, group));
    }

    private static Sql member(String text, Approver approver, String group) {
        return Sql.of(text)
                .set("ws", approver.workspace().value())
                .set("group_name", group)
                .set("approver", approver.id().value());
    }

    static Found<Approver> approvers(Db db, WorkspaceId workspace, Collection<ApproverId> ids) throws SQLException {
        if (ids.isEmpty()) return new Found<>(List.of(), db.now());
        List<List<String>> keys = ids.stream()
                .distinct()
                .map(id -> List.of(workspace.value(), id.value()))
                .toList();
        List<Instant> read = new ArrayList<>();
        Folded people = new Folded();
        Sql sql = Sql.of("""
                SELECT {now} AS read_at, %s
                  FROM (VALUES :keys) k (ws, id)
                  LEFT JOIN {approver} a ON a.ws = k.ws AND a.id = k.id
                  LEFT JOIN {member} m ON m.ws = a.ws AND m.approver = a.id
                """.formatted(COLUMNS));
        db.query(sql.set("keys", keys), row -> {
            read.add(row.time("read_at"));
            return row.textOrNull("approver_id") == null || people.add(row);
        });
        return new Found<>(people.all(), read.get(0));
    }

    static Page<Approver> approvers(Db db, WorkspaceId workspace, PageRequest page) throws SQLException {
        String after = Cursor.read(page, 1, key -> new ApproverId(key[0]).value());
        Sql sql = Sql.of("""
                SELECT %s
                  FROM (SELECT q.id FROM {approver} q
                         WHERE q.ws = :ws AND q.deleted_at IS NULL%s
                         ORDER BY q.ws DESC, q.id DESC LIMIT :limit) k
                  JOIN {approver} a ON a.ws = :ws AND a.id = k.id
                  LEFT JOIN {member} m ON m.ws = a.ws AND m.approver = a.id
                 ORDER BY a.id DESC
                """.formatted(COLUMNS, after == null ? "" : " AND q.id < :after"));
        sql.set("ws", workspace.value()).set("after", after).set("limit", page.limit() + 1);
        return Cursor.page(
                fold(db, sql), page, approver -> Cursor.of(approver.id().value()));
    }

    static List<Approver> meant(Db db, WorkspaceId workspace, Collection<ReviewerRef> refs) throws SQLException {
        return people(db, workspace, refs, List.of()).approvers();
    }

    /** In one statement. */
    static People people(Db db, WorkspaceId workspace, Collection<ReviewerRef> refs, Collection<Person> delegates)
            throws SQLException {
        List<String> parts = new ArrayList<>();
        if (!refs.isEmpty()) parts.add(MEANT.formatted(COLUMNS, String.join(" UNION ", ways(refs))));
        if (!delegates.isEmpty()) parts.add(GIVEN);
        if (parts.isEmpty()) return People.NONE;
        Folded people = new Folded();
        List<Delegation> delegations = new ArrayList<>();
        Sql sql = Sql.of(String.join(" UNION ALL ", parts))
                .set("ws", workspace.value())
                .set("ids", in(workspace, names(refs, ReviewerRef.Approver.class)))
                .set("users", in(workspace, names(refs, ReviewerRef.User.class)))
                .set("groups", in(workspace, names(refs, ReviewerRef.Group.class)))
                .set(
                        "delegates",
                        in(workspace, delegates.stream().map(Person::ref).collect(Collectors.toSet())));
        db.query(
                sql,
                row -> row.textOrNull("delegation") == null
                        ? people.add(row)
                        : delegations.add(DelegationRows.read(row)));
        return new People(people.all(), delegations);
    }

    private static List<String> ways(Collection<ReviewerRef> refs) {
        List<String> ways = new ArrayList<>();
        if (!names(refs, ReviewerRef.Approver.class).isEmpty())
            ways.add("SELECT i.id FROM {approver} i WHERE (i.ws, i.id) IN (:ids)");
        if (!names(refs, ReviewerRef.User.class).isEmpty())
            ways.add("SELECT u.id FROM {approver} u WHERE (u.ws, u.user_id) IN (:users)");
        if (!names(refs, ReviewerRef.Group.class).isEmpty())
            ways.add("SELECT g.approver AS id FROM {member} g WHERE (g.ws, g.group_name) IN (:groups)");
        return ways;
    }

    /** Ids or names of the references of one kind. */
    private static Set<String> names(Collection<ReviewerRef> refs, Class<? extends ReviewerRef> kind) {
        return refs.stream().filter(kind::isInstance).map(PeopleRows::name).collect(Collectors.toSet());
    }

    private static String name(ReviewerRef ref) {
        if (ref instanceof ReviewerRef.Approver approver) return approver.id().value();
        return ref instanceof ReviewerRef.User user ? user.id() : ((ReviewerRef.Group) ref).name();
    }

    private static List<List<String>> in(WorkspaceId workspace, Set<String> names) {
        return names.stream().map(name -> List.of(workspace.value(), name)).toList();
    }

    private static List<Approver> fold(Db db, Sql sql) throws SQLException {
        Folded people = new Folded();
        db.query(sql, people::add);
        return people.all();
    }

    /** Approvers in the order in which they were read, each with all its groups. */
    static final class Folded {
        private final Map<String, Approver> bare = new LinkedHashMap<>();
        private final Map<String, Set<String>> groups = new LinkedHashMap<>();

        boolean add(Row row) throws SQLException {
            String id = row.text("approver_id");
            if (!bare.containsKey(id)) bare.put(id, read(row));
            String group = row.textOrNull("group_name");
            if (group != null)
                groups.computeIfAbsent(id, key -> new HashSet<>()).add(group);
            return true;
        }

        List<Approver> all() {
            return bare.values().stream().map(this::whole).toList();
        }

        private Approver whole(Approver one) {
            Set<String> its = groups.getOrDefault(one.id().value(), Set.of());
            return new Approver(
                    one.workspace(),
                    one.id(),
                    one.head(),
                    one.name(),
                    one.email(),
                    one.kind(),
                    one.userId(),
                    its,
                    one.createdAt(),
                    one.deletedAt(),
                    one.erasedAt());
        }

        private static Approver read(Row row) throws SQLException {
            Instant erasedAt = row.timeOrNull("erased_at");
            return new Approver(
                    new WorkspaceId(row.text("approver_ws")),
                    new ApproverId(row.text("approver_id")),
                    new Head(row.large("approver_revision"), row.digest("approver_head")),
                    erasedAt == null ? row.text("name") : null,
                    row.textOrNull("email"),
                    Approver.Kind.valueOf(row.text("kind")),
                    row.textOrNull("user_id"),
                    Set.of(),
                    row.time("approver_created_at"),
                    row.timeOrNull("deleted_at"),
                    erasedAt);
        }
    }
}

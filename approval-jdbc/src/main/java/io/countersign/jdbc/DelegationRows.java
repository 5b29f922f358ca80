package io.countersign.jdbc;

import io.countersign.approver.Deputies;
import io.countersign.audit.Head;
import io.countersign.identity.Delegation;
import io.countersign.identity.Person;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.Found;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom people put in their place: a row for who does, and one for each delegation. */
final class DelegationRows implements Kept<Deputies> {
    /** Of a delegation {@code d}. */
    static final String COLUMNS = "d.delegator, d.id AS delegation, d.delegate, d.starts_at, d.ends_at";

    /** Whether a delegation {@code d} holds at the store's time. */
    static final String HOLDS = "d.starts_at <= (SELECT {now}) AND d.ends_at > (SELECT {now})";

    /** Those to some persons. */
    static final String TO = " FROM {deputy} d WHERE (d.ws, d.delegate) IN (:delegates) AND " + HOLDS;

    @Override
    public Sql insert(Deputies after) {
        return values(after, """
                INSERT INTO {delegation} (ws, id, revision, head)
                SELECT :ws, :id, :revision, :head
                 WHERE NOT EXISTS (SELECT 1 FROM {delegation} WHERE ws = :ws AND id = :id)
                """);
    }

    @Override
    public Sql update(Deputies before, Deputies after) {
        return values(after, """
                UPDATE {delegation} SET revision = :revision, head = :head
                 WHERE ws = :ws AND id = :id AND revision = :before
                """).set("before", before.head().seq());
    }

    @Override
    public Sql head(Deputies deputies) {
        return Sql.of("SELECT head FROM {delegation} WHERE ws = :ws AND id = :id")
                .set("ws", deputies.workspace().value())
                .set("id", deputies.person().ref());
    }

    private static Sql values(Deputies deputies, String text) {
        return Sql.of(text)
                .set("ws", deputies.workspace().value())
                .set("id", deputies.person().ref())
                .set("revision", deputies.head().seq())
                .set("head", deputies.head().hash());
    }

    @Override
    public void follow(@Nullable Deputies before, Deputies after, List<Sql> rest) {
        List<Delegation> old = before == null ? List.of() : before.delegations();
        for (Delegation one : old) if (!after.delegations().contains(one)) rest.add(one(after, one, """
                DELETE FROM {deputy} WHERE ws = :ws AND delegator = :delegator AND id = :id
                """));
        for (Delegation one : after.delegations()) if (!old.contains(one)) rest.add(one(after, one, """
                INSERT INTO {deputy} (ws, delegator, id, delegate, starts_at, ends_at)
                VALUES (:ws, :delegator, :id, :delegate, :starts_at, :ends_at)
                """));
    }

    private static Sql one(Deputies deputies, Delegation one, String text) {
        return Sql.of(text)
                .set("ws", deputies.workspace().value())
                .set("delegator", deputies.person().ref())
                .set("id", one.id())
                .set("delegate", one.delegate().ref())
                .set("starts_at", one.from())
                .set("ends_at", one.until());
    }

    static Found<Deputies> deputies(Db db, WorkspaceId workspace, Collection<Person> persons) throws SQLException {
        if (persons.isEmpty()) return new Found<>(List.of(), db.now());
        List<List<String>> keys = persons.stream()
                .distinct()
                .map(person -> List.of(workspace.value(), person.ref()))
                .toList();
        Sql sql = Sql.of("""
                SELECT {now} AS read_at, p.id AS person, p.revision, p.head, %s
                  FROM (VALUES :keys) k (ws, id)
                  LEFT JOIN {delegation} p ON p.ws = k.ws AND p.id = k.id
                  LEFT JOIN {deputy} d ON d.ws = p.ws AND d.delegator = p.id
                """.formatted(COLUMNS)).set("keys", keys);
        Map<String, Head> heads = new LinkedHashMap<>();
        List<Delegation> delegations = new ArrayList<>();
        List<Instant> read = db.query(sql, row -> {
            String person = row.textOrNull("person");
            if (person != null) heads.put(person, new Head(row.large("revision"), row.digest("head")));
            if (row.textOrNull("delegation") != null) delegations.add(read(row));
            return row.time("read_at");
        });
        List<Deputies> found = new ArrayList<>();
        heads.forEach((ref, head) -> {
            Person person = Person.parse(ref);
            found.add(new Deputies(
                    workspace,
                    person,
                    head,
                    delegations.stream()
                            .filter(one -> one.delegator().equals(person))
                            .toList()));
        });
        return new Found<>(found, read.get(0));
    }

    static Delegation read(Row row) throws SQLException {
        return new Delegation(
                row.text("delegation"),
                Person.parse(row.text("delegator")),
                Person.parse(row.text("delegate")),
                row.time("starts_at"),
                row.time("ends_at"));
    }
}

package io.countersign.jdbc;

import io.countersign.audit.Head;
import io.countersign.canonical.Json;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Credentials;
import io.countersign.link.Link;
import io.countersign.link.Mac;
import io.countersign.link.Renewals;
import io.countersign.link.Usage;
import io.countersign.store.LinkUse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writing links. Their counters are guarded apart from their revision; {@link LinkReading} reads them. */
final class LinkRows implements Kept<Link> {
    /** What no search asks for. */
    record State(
            boolean generated,
            Duration validity,
            @Nullable Set<PostId> posts,
            boolean mayReschedule,
            Renewals renewals) {}

    private static final String INSERT = """
            INSERT INTO {link} (ws, id, revision, head, approver, generation, kid, mac, password, created_by, created_at,
                                expires_at, warn_at, revoked_at, asked, state, failures, not_before, throttled, wrong_secrets, uses,
                                last_used_at)
            SELECT :ws, :id, :revision, :head, :approver, :generation, :kid, :mac, :password, :created_by, :created_at,
                   :expires_at, :warn_at, :revoked_at, :asked, :state, :failures, :not_before, :throttled, :wrong_secrets, :uses,
                   :last_used_at
             WHERE NOT EXISTS (SELECT 1 FROM {link} WHERE id = :id)
            """;

    private static final String UPDATE = """
            UPDATE {link}
               SET revision = :revision, head = :head, approver = :approver, generation = :generation, kid = :kid, mac = :mac,
                   password = :password, expires_at = :expires_at, warn_at = :warn_at, revoked_at = :revoked_at, asked = :asked,
                   state = :state%s
             WHERE ws = :ws AND id = :id AND revision = :before
            """;

    private static final String SAME_GENERATION = UPDATE.formatted("");

    private static final String NEXT_GENERATION = UPDATE.formatted("""
            , failures = :failures, not_before = :not_before, throttled = :throttled, wrong_secrets = :wrong_secrets""");

    @Override
    public Sql insert(Link after) {
        return counters(values(Sql.of(INSERT), after), after.usage())
                .set("created_by", after.createdBy())
                .set("created_at", after.createdAt());
    }

    @Override
    public Sql update(Link before, Link after) {
        boolean same = before.generation() == after.generation();
        return counters(values(Sql.of(same ? SAME_GENERATION : NEXT_GENERATION), after), after.usage())
                .set("before", before.head().seq());
    }

    @Override
    public Sql head(Link link) {
        return Sql.of("SELECT head FROM {link} WHERE ws = :ws AND id = :id")
                .set("ws", link.workspace().value())
                .set("id", link.id().value());
    }

    @Override
    public void follow(@Nullable Link before, Link after, List<Sql> rest) {}

    private static Sql values(Sql sql, Link link) {
        Credentials credentials = link.credentials();
        return sql.set("ws", link.workspace().value())
                .set("id", link.id().value())
                .set("revision", link.head().seq())
                .set("head", link.head().hash())
                .set("approver", link.approver().value())
                .set("generation", link.generation())
                .set("kid", credentials.mac().kid())
                .set("mac", credentials.mac().bytes())
                .set("password", credentials.password())
                .set("expires_at", link.expiresAt())
                .set("warn_at", link.warnAt())
                .set("revoked_at", link.revokedAt())
                .set("asked", link.renewalRequestedAt() == null ? null : true)
                .set(
                        "state",
                        Json.write(new State(
                                credentials.generated(),
                                link.validity(),
                                link.posts(),
                                link.mayReschedule(),
                                link.renewals())));
    }

    private static Sql counters(Sql sql, Usage usage) {
        return sql.set("failures", usage.failures())
                .set("not_before", usage.notBefore())
                .set("throttled", usage.throttled())
                .set("wrong_secrets", usage.wrongSecrets())
                .set("uses", usage.uses())
                .set("last_used_at", usage.lastUsedAt());
    }

    private static final String USE = """
            UPDATE {link} l SET last_used_at = {now}%s
             WHERE ws = :ws AND id = :id AND generation = :generation AND revoked_at IS NULL AND expires_at > {now}
               AND EXISTS (SELECT 1 FROM {approver} a WHERE a.ws = l.ws AND a.id = l.approver AND a.deleted_at IS NULL)
            """;

    private static final String CARRY = USE.formatted("");

    private static final String UNLOCK =
            USE.formatted(", failures = 0, not_before = NULL, throttled = 0, wrong_secrets = 0, uses = uses + 1");

    private static final String UNLOCK_APART = USE.formatted(", uses = uses + 1");

    /** Whether the link can be used, which lasts until this unit ends (S-43). */
    static boolean use(Db db, LinkUse use) throws SQLException {
        String unlock = use.device() == null ? UNLOCK : UNLOCK_APART;
        Sql sql = Sql.of(use.unlocked() ? unlock : CARRY);
        return db.update(sql.set("ws", use.workspace().value())
                        .set("id", use.link().value())
                        .set("generation", use.generation()))
                == 1;
    }

    private static final String COUNT = """
            UPDATE {link}
               SET failures = :failures, not_before = :not_before, throttled = :throttled, wrong_secrets = :wrong_secrets
             WHERE ws = :ws AND id = :id AND generation = :generation
               AND failures = :read_failures AND throttled = :read_throttled AND wrong_secrets = :read_wrong_secrets
            """;

    /** Whether the counters were still those that were read (S-30); what sessions do meanwhile is none of its business. */
    static boolean count(Db db, Link link, Usage next) throws SQLException {
        Usage read = link.usage();
        return db.update(counters(Sql.of(COUNT), next)
                        .set("ws", link.workspace().value())
                        .set("id", link.id().value())
                        .set("generation", link.generation())
                        .set("read_failures", read.failures())
                        .set("read_throttled", read.throttled())
                        .set("read_wrong_secrets", read.wrongSecrets()))
                == 1;
    }

    static final String COLUMNS = """
            l.ws, l.id, l.revision, l.head, l.approver, l.generation, l.kid, l.mac, l.password, l.created_by, l.created_at,
            l.expires_at, l.warn_at, l.revoked_at, l.state, l.failures, l.not_before, l.throttled, l.wrong_secrets, l.uses, l.last_used_at
            """;

    static Link read(Row row) throws SQLException {
        State state = Json.read(row.text("state"), State.class);
        Mac mac = new Mac(row.text("kid"), HexFormat.of().formatHex(row.bytes("mac")));
        return new Link(
                new WorkspaceId(row.text("ws")),
                new LinkId(row.text("id")),
                new Head(row.large("revision"), row.digest("head")),
                new ApproverId(row.text("approver")),
                row.number("generation"),
                new Credentials(mac, row.text("password"), state.generated()),
                row.text("created_by"),
                row.time("created_at"),
                state.validity(),
                row.time("expires_at"),
                row.timeOrNull("warn_at"),
                row.timeOrNull("revoked_at"),
                state.posts(),
                state.mayReschedule(),
                state.renewals(),
                new Usage(
                        row.number("failures"),
                        row.timeOrNull("not_before"),
                        row.number("throttled"),
                        row.number("wrong_secrets"),
                        row.number("uses"),
                        row.timeOrNull("last_used_at")));
    }
}

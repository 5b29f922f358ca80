package io.countersign.jdbc;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.CountingHasher;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Two nodes of a host over one PostgreSQL, each with connections of its own, and what there is for a reviewer to decide. */
final class TwoNodes implements AutoCloseable {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final int CONNECTIONS = 4;

    final HandClock clock = new HandClock();
    private final List<Pool> pools;
    private final List<Approvals> nodes;

    TwoNodes() throws SQLException {
        Pool first = Database.POSTGRESQL.fresh().sized(CONNECTIONS, 60_000);
        pools = List.of(first, first.sized(CONNECTIONS, 60_000));
        nodes = pools.stream().map(this::node).toList();
    }

    private Approvals node(Pool pool) {
        return Approvals.on(JdbcApprovalStore.on(pool).time(clock).build())
                .baseUrl("https://host.example")
                .passwordHasher(new CountingHasher())
                .build();
    }

    /** A link, and posts that wait for its holder. */
    record Asked(Approver approver, IssuedLink link, List<PostId> posts) {}

    Approvals node(int number) {
        return nodes.get(number % nodes.size());
    }

    static Call host() {
        return Call.of(ACME, Actor.user("host", EnumSet.allOf(Permission.class), Set.of()));
    }

    Asked asked(int posts) {
        pools.forEach(Pool::trips);
        Approvals node = node(0);
        Approver approver = node.approvers().register(host(), ApproverForm.external("Dana", null));
        PostForm form = PostForm.of(new Target(new Channel("LINKEDIN"), "acme-corp"), "Hello")
                .withReviewers(List.of(new ReviewerRef.Approver(approver.id())));
        List<PostId> waiting =
                IntStream.range(0, posts).mapToObj(post -> submitted(form)).toList();
        return new Asked(approver, node.links().create(host(), LinkForm.of(approver.id())), waiting);
    }

    private PostId submitted(PostForm form) {
        Post draft = node(0).posts().create(host(), form);
        return node(0).posts().submit(host(), draft.id(), null).id();
    }

    /**
     * What an approver still did after a stream got its entry of this kind: decided, looked, unlocked. Judged by when the
     * transactions committed that wrote the record.
     */
    List<String> doneAfter(StreamId stream, String ending, Approver approver) throws SQLException {
        try (Connection connection = pools.get(0).getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT late.action FROM approval_entry late
                         WHERE late.ws = ? AND late.actor = ? AND late.action IN ('post.decided', 'link.viewed', 'link.unlocked')
                           AND pg_xact_commit_timestamp(late.xmin) >=
                               (SELECT pg_xact_commit_timestamp(xmin) FROM approval_entry
                                 WHERE ws = ? AND stream = ? AND action = ?)
                        """)) {
            statement.setString(1, ACME.value());
            statement.setString(2, approver.id().value());
            statement.setString(3, ACME.value());
            statement.setString(4, stream.toString());
            statement.setString(5, ending);
            List<String> actions = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) actions.add(found.getString(1));
            }
            return actions;
        }
    }

    /** What is kept of what an approver said, or of who they are. */
    List<String> texts(Approver approver) throws SQLException {
        try (Connection connection = pools.get(0).getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT body FROM approval_text WHERE ws = ? AND (owner = ? OR stream = ?)")) {
            statement.setString(1, ACME.value());
            statement.setString(2, approver.id().value());
            statement.setString(3, approver.stream().toString());
            List<String> texts = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) texts.add(found.getString(1));
            }
            return texts;
        }
    }

    /** What the record holds of this kind about a post. */
    List<AuditEntry> entries(PostId post, String action) {
        return node(0).records()
                .entries(host(), new TrailFilter(post, null, null, action, null, null), PageRequest.FIRST)
                .items();
    }

    @Override
    public void close() throws SQLException {
        for (Pool pool : pools) pool.close();
    }
}

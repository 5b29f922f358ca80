package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.approver.Approver;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import io.countersign.contract.HandClock;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.PasswordHasher;
import io.countersign.link.WrongPasswordException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** What a database is spared while a password is hashed, which takes long. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HashingTest {
    /** Takes the only connection that there is, as somebody else would meanwhile. */
    private record Greedy(Pool pool, AtomicInteger hashes) implements PasswordHasher {
        @Override
        public String hash(Secret password) {
            hashes.incrementAndGet();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
            } catch (SQLException held) {
                throw new AssertionError("the connection is held while a password is hashed", held);
            }
            return "$plain$" + Digest.of(password.reveal());
        }

        @Override
        public boolean matches(Secret password, String phc) {
            return hash(password).equals(phc);
        }
    }

    @Each
    void S_25_no_connection_and_no_transaction_is_held_while_a_password_is_hashed(Database database)
            throws SQLException {
        try (Pool pool = database.fresh();
                Pool one = pool.sized(1, 500)) {
            AtomicInteger hashes = new AtomicInteger();
            Approvals approvals = Approvals.on(
                            JdbcApprovalStore.on(one).time(new HandClock()).build())
                    .baseUrl("https://host.example")
                    .passwordHasher(new Greedy(one, hashes))
                    .build();
            Call host = Call.of(new WorkspaceId("acme"), Actor.user("host", EnumSet.allOf(Permission.class), Set.of()));
            Approver dana = approvals.approvers().register(host, ApproverForm.external("Dana", null));
            IssuedLink link = approvals.links().create(host, LinkForm.of(dana.id()));
            opens(approvals, link);
            Assertions.assertThatThrownBy(
                            () -> approvals.sessions().unlock(link.token().reveal(), Secret.of("wrong"), null, null))
                    .isInstanceOf(WrongPasswordException.class);
            opens(approvals, approvals.links().regenerate(host, link.link().id(), null));
            assertThat(hashes).hasValueGreaterThanOrEqualTo(5);
        }
    }

    private static void opens(Approvals approvals, IssuedLink link) {
        Secret password = Objects.requireNonNull(link.password());
        assertThat(approvals.sessions().unlock(link.token().reveal(), password, null, null))
                .isNotNull();
    }
}

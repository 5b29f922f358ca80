package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.canonical.Secret;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.jdbc.Transactions;
import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.NotFoundException;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** Who commits: the host, where it has begun. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:joined;DB_CLOSE_DELAY=-1",
            "approval.web.base-url=https://host.example"
        })
class JoinedTransactionTest {
    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Host {}

    private static final Call ADMIN =
            Call.of(new WorkspaceId("acme"), Actor.user("admin", Set.of(Permission.values()), Set.of()));

    @Autowired
    Approvals approvals;

    @Autowired
    PlatformTransactionManager manager;

    @Autowired
    DataSource dataSource;

    @Autowired
    Transactions transactions;

    private TransactionTemplate host;
    private JdbcTemplate jdbc;

    @BeforeEach
    void table() {
        host = new TransactionTemplate(manager);
        jdbc = new JdbcTemplate(dataSource);
        jdbc.execute("CREATE TABLE IF NOT EXISTS hosts_own (name varchar(100))");
        jdbc.execute("DELETE FROM hosts_own");
    }

    @Test
    void a_rollback_of_the_host_takes_ours_with_it() {
        Post made = host.execute(status -> {
            Post post = created();
            assertThat(approvals.posts().get(ADMIN, post.id())).isEqualTo(post);
            status.setRollbackOnly();
            return post;
        });

        assertThatThrownBy(() -> approvals.posts().get(ADMIN, made.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void ours_is_committed_with_the_hosts_and_not_before() throws Exception {
        Post made = host.execute(status -> {
            Post post = created();
            jdbc.update("INSERT INTO hosts_own VALUES ('with us')");
            assertThat(elsewhere("SELECT count(*) FROM approval_post WHERE id = '" + post.id() + "'"))
                    .isZero();
            return post;
        });

        assertThat(approvals.posts().get(ADMIN, made.id())).isEqualTo(made);
        assertThat(elsewhere("SELECT count(*) FROM hosts_own")).isEqualTo(1);
    }

    @Test
    void a_refusal_is_recorded_and_dooms_nothing() {
        Post post = created();

        host.executeWithoutResult(status -> {
            jdbc.update("INSERT INTO hosts_own VALUES ('before')");
            assertThatThrownBy(() -> approvals.posts().release(ADMIN, post.id()))
                    .isInstanceOf(IllegalTransitionException.class);
            approvals.posts().withdraw(ADMIN, post.id());
        });

        assertThat(jdbc.queryForObject("SELECT count(*) FROM hosts_own", Long.class))
                .isEqualTo(1);
        assertThat(approvals.posts().get(ADMIN, post.id()).status()).isEqualTo(PostStatus.WITHDRAWN);
        assertThat(approvals
                        .records()
                        .entries(ADMIN, new TrailFilter(post.id(), null, null, null, null, null), PageRequest.FIRST)
                        .items())
                .extracting(entry -> entry.action())
                .contains("post.refused");
    }

    @Test
    void S_77_what_hashes_a_password_refuses_to_run_inside() {
        var approver = approvals.approvers().register(ADMIN, ApproverForm.external("Jo", null));
        IssuedLink link = approvals.links().create(ADMIN, LinkForm.of(approver.id()));
        Secret password = link.password();

        host.executeWithoutResult(status -> {
            assertThatThrownBy(() -> approvals.sessions().unlock(link.token().reveal(), password, null, null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("transaction");
            assertThatThrownBy(() -> approvals.links().create(ADMIN, LinkForm.of(approver.id())))
                    .isInstanceOf(IllegalStateException.class);
        });

        assertThat(approvals.sessions().unlock(link.token().reveal(), password, null, null))
                .isNotNull();
    }

    @Test
    void only_a_transaction_on_our_data_source_is_joined() {
        DataSource other = new DriverManagerDataSource("jdbc:h2:mem:other;DB_CLOSE_DELAY=-1");
        TransactionTemplate elsewhere = new TransactionTemplate(new DataSourceTransactionManager(other));
        TransactionTemplate none = new TransactionTemplate(manager);
        none.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);

        assertThat(transactions.joined()).isFalse();
        assertThat(host.<Boolean>execute(status -> transactions.joined())).isTrue();
        assertThat(elsewhere.<Boolean>execute(status -> transactions.joined())).isFalse();
        assertThat(none.<Boolean>execute(status -> {
                    jdbc.queryForObject("SELECT count(*) FROM hosts_own", Long.class);
                    return transactions.joined();
                }))
                .isFalse();
        Post made = elsewhere.execute(status -> {
            jdbc.queryForObject("SELECT count(*) FROM hosts_own", Long.class);
            Post post = created();
            status.setRollbackOnly();
            return post;
        });
        assertThat(approvals.posts().get(ADMIN, made.id())).isEqualTo(made);
    }

    @Test
    void a_proxy_that_knows_transactions_is_looked_through() {
        SpringTransactions proxied = new SpringTransactions(new TransactionAwareDataSourceProxy(dataSource));

        assertThat(host.<Boolean>execute(status -> proxied.joined())).isTrue();
    }

    @Test
    void a_transaction_that_the_database_ended_can_only_be_rolled_back() {
        assertThatThrownBy(() -> host.executeWithoutResult(status -> {
                    jdbc.update("INSERT INTO hosts_own VALUES ('gone')");
                    transactions.doom();
                }))
                .isInstanceOf(UnexpectedRollbackException.class);

        assertThat(jdbc.queryForObject("SELECT count(*) FROM hosts_own", Long.class))
                .isZero();
    }

    @Test
    void without_a_transaction_connections_go_back_to_the_pool() throws Exception {
        var connection = transactions.open();
        transactions.close(connection);

        assertThat(connection.isClosed()).isTrue();
    }

    private Post created() {
        return approvals.posts().create(ADMIN, PostForm.of(new Target(new Channel("X"), "acme"), "Hello"));
    }

    private long elsewhere(String query) {
        try (var connection = dataSource.getConnection();
                var result = connection.createStatement().executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (java.sql.SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }
}

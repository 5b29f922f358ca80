package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.audit.Anchor;
import io.countersign.audit.CheckpointSigner;
import io.countersign.audit.Ed25519Signer;
import io.countersign.audit.FileAnchor;
import io.countersign.audit.Trail;
import io.countersign.identity.Actor;
import io.countersign.identity.Directory;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.jdbc.JdbcApprovalStore;
import io.countersign.jdbc.Transactions;
import io.countersign.link.SecretMac;
import io.countersign.link.SessionLimits;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.publish.Publisher;
import io.countersign.publish.Receipt;
import io.countersign.store.ApprovalStore;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.TrailFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(OutputCaptureExtension.class)
class AutoConfigurationTest {
    private static final Call ADMIN =
            Call.of(new WorkspaceId("acme"), Actor.user("admin", Set.of(Permission.values()), Set.of()));

    /** The data source's own configuration comes after ours in the list, as a host's order may have it. */
    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ApprovalDispatcherAutoConfiguration.class,
                    ApprovalAutoConfiguration.class,
                    ApprovalStoreAutoConfiguration.class,
                    DataSourceAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    @Test
    void a_host_with_a_data_source_has_approvals_in_it() {
        host.run(context -> {
            assertThat(context).hasSingleBean(Approvals.class).hasSingleBean(JdbcApprovalStore.class);
            assertThat(context.getBean(Transactions.class)).isInstanceOf(SpringTransactions.class);
            assertThat(list(context.getBean(Approvals.class))).isEmpty();
        });
    }

    @Test
    void it_can_be_switched_off() {
        host.withPropertyValues("approval.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(Approvals.class)
                        .doesNotHaveBean(ApprovalStore.class)
                        .doesNotHaveBean(ApprovalProperties.class));
    }

    @Test
    void without_a_data_source_there_is_nothing() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ApprovalAutoConfiguration.class, ApprovalStoreAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Approvals.class));
    }

    @Test
    void every_part_backs_off_for_the_hosts_own() {
        ApprovalStore store = new InMemoryApprovalStore();
        Approvals approvals = Approvals.on(store).build();
        SecretMac mac = SecretMac.withKey("kms", new byte[32]);

        host.withBean(ApprovalStore.class, () -> store)
                .run(context ->
                        assertThat(context).hasSingleBean(ApprovalStore.class).doesNotHaveBean(SchemaStart.class));
        host.withBean(Approvals.class, () -> approvals)
                .run(context -> assertThat(context.getBean(Approvals.class)).isSameAs(approvals));
        host.withBean(SecretMac.class, () -> mac)
                .run(context -> assertThat(context.getBean(SecretMac.class)).isSameAs(mac));
        host.withBean(Transactions.class, () -> Transactions.of(memory("own")))
                .run(context ->
                        assertThat(context.getBean(Transactions.class)).isNotInstanceOf(SpringTransactions.class));
    }

    @Test
    void the_hosts_ports_are_picked_up_and_customizers_come_last() {
        Directory directory = new Directory() {
            @Override
            public Set<String> groupsOf(WorkspaceId workspace, String userId) {
                return Set.of();
            }

            @Override
            public Set<String> membersOf(WorkspaceId workspace, String group) {
                return Set.of();
            }
        };
        SessionLimits limits = new SessionLimits(Duration.ofMinutes(1), Duration.ofMinutes(2));

        host.withBean(Directory.class, () -> directory)
                .withBean(ApprovalsCustomizer.class, () -> builder -> builder.sessionLimits(limits))
                .run(context -> {
                    Approvals approvals = context.getBean(Approvals.class);
                    assertThat(approvals.directory()).isSameAs(directory);
                    assertThat(approvals.sessions().limits()).isEqualTo(limits);
                });
    }

    @Test
    void sessions_live_as_long_as_the_properties_say() {
        host.withPropertyValues("approval.sessions.idle=5m", "approval.sessions.absolute=2h")
                .run(context -> assertThat(
                                context.getBean(Approvals.class).sessions().limits())
                        .isEqualTo(new SessionLimits(Duration.ofMinutes(5), Duration.ofHours(2))));
    }

    @Test
    void S_99_the_record_names_the_node_as_the_properties_do() {
        host.withPropertyValues("approval.node=node-of-acme").run(context -> {
            Approvals approvals = context.getBean(Approvals.class);
            approvals.approvers().register(ADMIN, ApproverForm.external("Nora", null));
            assertThat(approvals
                            .records()
                            .entries(ADMIN, TrailFilter.ALL, PageRequest.FIRST)
                            .items())
                    .singleElement()
                    .satisfies(entry -> assertThat(Trail.members(entry.bytes())).containsEntry("node", "node-of-acme"));
        });
    }

    @Test
    void what_the_properties_cannot_mean_keeps_the_host_from_starting() {
        for (String wrong : new String[] {
            "approval.links.min-password-length=7",
            "approval.links.unknown-per-minute=0",
            "approval.links.hashing-permits=0",
            "approval.links.keys.k1=dG9vIHNob3J0",
            "approval.links.current-key=k1",
            "approval.links.password-hashing=md5",
            "approval.sessions.idle=13h",
            "approval.dispatcher.attempts=0",
            "approval.dispatcher.lease=0s",
            "approval.dispatcher.interval=0s",
            "approval.dispatcher.recheck-every=0s",
            "approval.dispatcher.missed-schedule=maybe",
            "approval.classifier.shadow=none",
            "approval.node=two words",
            "approval.table-prefix=Robert'; drop",
            "approval.schema=perhaps",
            "approval.web.base-url=http://host.example"
        })
            host.withPropertyValues(wrong)
                    .run(context -> assertThat(context).as(wrong).hasFailed());
        host.withPropertyValues("approval.web.base-url=http://localhost:8080")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void S_96_a_record_that_is_not_signed_or_not_anchored_is_warned_of(CapturedOutput output) {
        host.run(context -> {});
        assertThat(output.getOut()).contains("approval.record.keys.NAME");
        host.withPropertyValues("approval.record.keys.k1=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
                .run(context -> {});
        assertThat(output.getOut()).contains("UNANCHORED").contains("approval.record.anchor-folder");
    }

    @Test
    void S_96_a_signer_and_anchors_of_the_hosts_are_picked_up_and_the_lag_of_checkpoints_is_a_metric(
            @TempDir Path folder) {
        Ed25519Signer signer = Ed25519Signer.of("kms", Ed25519Signer.generate());
        host.withConfiguration(AutoConfigurations.of(ApprovalMetricsAutoConfiguration.class))
                .withPropertyValues("approval.dispatcher.enabled=false")
                .withBean(CheckpointSigner.class, () -> signer)
                .withBean(Anchor.class, () -> FileAnchor.in(folder))
                .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    Approvals approvals = context.getBean(Approvals.class);
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    context.getBean(MeterBinder.class).bindTo(registry);
                    assertThat(registry.get("approval.checkpoint.lag")
                                    .timeGauge()
                                    .value(TimeUnit.SECONDS))
                            .isNaN();
                    approvals.approvers().register(ADMIN, ApproverForm.external("Dana", null));
                    approvals.tick();
                    assertThat(registry.get("approval.checkpoint.lag")
                                    .timeGauge()
                                    .value(TimeUnit.SECONDS))
                            .isBetween(0.0, 60.0);
                    assertThat(registry.get("approval.checkpoint.anchored")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);
                    assertThat(approvals.checkpoints().keys()).containsExactly(signer.key());
                    assertThat(approvals.records().verify(ADMIN).findings()).isEmpty();
                });
    }

    @Test
    void tables_are_made_in_an_embedded_database_and_have_the_prefix() {
        host.withPropertyValues("approval.table-prefix=cs_").run(context -> {
            JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
            assertThat(jdbc.queryForObject("SELECT count(*) FROM cs_post", Long.class))
                    .isZero();
        });
    }

    @Test
    void missing_tables_are_told_or_not_looked_at_where_the_host_says_so() {
        host.withPropertyValues("approval.schema=validate")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("V001")
                        .hasMessageContaining("ApprovalSchema"));
        host.withPropertyValues("approval.schema=never")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void of_several_data_sources_one_is_named_or_the_host_is_asked() {
        ApplicationContextRunner several = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ApprovalAutoConfiguration.class, ApprovalStoreAutoConfiguration.class))
                .withBean("books", DataSource.class, () -> memory("books"))
                .withBean("posts", DataSource.class, () -> memory("posts"));

        several.run(
                context -> assertThat(context).getFailure().rootCause().hasMessageContaining("approval.data-source"));
        several.withPropertyValues("approval.data-source=posts").run(context -> {
            assertThat(new JdbcTemplate(context.getBean("posts", DataSource.class))
                            .queryForObject("SELECT count(*) FROM approval_post", Long.class))
                    .isZero();
            assertThat(context.getBean(ApprovalStoreAutoConfiguration.Chosen.class)
                            .dataSource())
                    .isSameAs(context.getBean("posts"));
        });
    }

    @Test
    void S_2_a_missing_key_and_S_16_a_short_password_are_warned_of_once(CapturedOutput output) {
        host.withPropertyValues("approval.links.min-password-length=8").run(context -> {});

        assertThat(output.getOut().split("approval.links.keys", -1)).hasSize(2);
        assertThat(output.getOut().split("approval.links.min-password-length", -1))
                .hasSize(2);
    }

    @Test
    void with_a_key_nothing_is_warned_of(CapturedOutput output) {
        host.withPropertyValues("approval.links.keys.k1=" + "A".repeat(43) + "=")
                .run(context -> {
                    assertThat(context.getBean(SecretMac.class).keyed()).isTrue();
                    assertThat(output.getOut()).doesNotContain("approval.links.");
                });
    }

    @Test
    void time_passes_with_a_publisher_and_without_unless_it_is_switched_off() {
        Publisher publisher = (permit, version) -> new Receipt(null);

        for (ApplicationContextRunner any : List.of(host, host.withBean(Publisher.class, () -> publisher))) {
            any.run(context -> assertThat(context.getBean(DispatcherLoop.class).isRunning())
                    .isTrue());
            any.withPropertyValues("approval.dispatcher.enabled=false")
                    .run(context -> assertThat(context).doesNotHaveBean(DispatcherLoop.class));
        }
    }

    private static java.util.List<?> list(Approvals approvals) {
        return approvals.posts().list(ADMIN, PostFilter.ALL, PageRequest.FIRST).items();
    }

    private static DataSource memory(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }
}

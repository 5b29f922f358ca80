package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.audit.Anchor;
import io.countersign.audit.FileAnchor;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** The health of a host on Boot 3; that of one on Boot 4 is looked at by the demo's tests. */
@ExtendWith(OutputCaptureExtension.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordHealthTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Call ADMIN =
            Call.of(new WorkspaceId("acme"), Actor.user("admin", Set.of(Permission.values()), Set.of()));

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    /** Time passes, and checkpoints are made, when a test says so. */
    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ApprovalHealthAutoConfiguration.class,
                    ApprovalAutoConfiguration.class,
                    ApprovalStoreAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    EndpointAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthEndpointAutoConfiguration.class))
            .withBean("approvalClock", InstantSource.class, () -> now::get)
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    private final ApplicationContextRunner signed = host.withPropertyValues("approval.record.keys.k1=" + KEY);

    @TempDir
    Path folder;

    @Test
    void S_96_a_record_that_is_not_signed_or_not_anchored_is_shown_and_the_node_is_up() {
        host.run(context -> assertThat(shown(context))
                .isEqualTo(Map.of("record", "UNANCHORED", "reason", "No key signs the record")));
        signed.run(context -> assertThat(shown(context))
                .isEqualTo(Map.of("record", "UNANCHORED", "reason", "No anchor is there to hold checkpoints")));
    }

    @Test
    void S_96_a_record_whose_anchor_does_not_take_the_checkpoint_is_shown_since_when_and_of_how_many_workspaces()
            throws IOException {
        Path taken = Files.writeString(folder.resolve("file"), "where the folder should be");
        signed.withBean(Anchor.class, () -> FileAnchor.in(taken)).run(context -> {
            Approvals approvals = context.getBean(Approvals.class);
            approvals.approvers().register(ADMIN, ApproverForm.external("Dana", null));
            approvals.tick();
            assertThat(shown(context)).isEqualTo(Map.of("record", "ANCHORED"));
            now.set(START.plus(Duration.ofMinutes(6)));
            assertThat(shown(context))
                    .isEqualTo(Map.of(
                            "record",
                            "UNANCHORED",
                            "reason",
                            "Anchors do not hold what they should by now",
                            "since",
                            START.toString(),
                            "workspaces",
                            1));
            Files.delete(taken);
            approvals.tick();
            assertThat(shown(context)).isEqualTo(Map.of("record", "ANCHORED"));
        });
    }

    @Test
    void S_96_a_store_that_cannot_be_read_takes_the_node_down_and_nothing_of_it_is_told(CapturedOutput output) {
        signed.run(context -> {
            context.getBean(HikariDataSource.class).close();
            Health health = (Health) health(context);
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).isEqualTo(Map.of("store", "cannot be read; the log says why"));
            assertThat(output.getOut()).contains("The store of the approvals cannot be read");
            assertThat(output.getAll()).doesNotContain(KEY);
        });
    }

    @Test
    void a_host_that_has_its_own_or_wants_none_gets_none_of_ours() {
        for (String name : List.of("approvalHealthIndicator", "approvalHealthContributor"))
            host.withBean(
                            name,
                            HealthIndicator.class,
                            () -> () -> Health.unknown().build())
                    .run(context -> {
                        assertThat(health(context).getStatus()).as(name).isEqualTo(Status.UNKNOWN);
                        assertThat(context).doesNotHaveBean(Boot3RecordHealth.class);
                    });
        for (String property : List.of("management.health.approval.enabled", "management.health.defaults.enabled"))
            host.withPropertyValues(property + "=false")
                    .run(context -> assertThat(context)
                            .as(property)
                            .hasNotFailed()
                            .hasSingleBean(Approvals.class)
                            .doesNotHaveBean(Boot3RecordHealth.class));
        host.withPropertyValues("approval.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Boot3RecordHealth.class));
    }

    @Test
    void a_host_without_Actuator_starts_as_before() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ApprovalHealthAutoConfiguration.class,
                        ApprovalAutoConfiguration.class,
                        ApprovalStoreAutoConfiguration.class,
                        DataSourceAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true")
                .withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Approvals.class)
                        .doesNotHaveBean("approvalHealthIndicator"));
    }

    private static Map<String, Object> shown(ApplicationContext context) {
        Health health = (Health) health(context);
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        return health.getDetails();
    }

    private static HealthComponent health(ApplicationContext context) {
        return context.getBean(HealthEndpoint.class).healthForPath("approval");
    }
}

package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.store.ApprovalStore;
import io.countersign.store.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** The health of a host on Boot 4. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordHealthTest {
    @TempDir
    Path folder;

    @Test
    void
            S_96_whether_the_record_is_held_outside_is_seen_in_the_hosts_health_and_only_an_unreadable_store_takes_it_down() {
        AtomicBoolean readable = new AtomicBoolean(true);
        try (RunningDemo demo = RunningDemo.with(
                folder, beans -> beans.registerBean("failing", BeanPostProcessor.class, () -> new Failing(readable)))) {
            demo.approvals().tick();
            assertThat(health(demo, "").is(200).text("/status")).isEqualTo("UP");
            assertThat(health(demo, "/approval").is(200).text("/details/record"))
                    .isEqualTo("ANCHORED");

            demo.time().forward(Duration.ofMinutes(1));
            demo.as("maya")
                    .post(
                            "/api/acme/posts",
                            Bodies.hiring("Not held yet.", demo.time().instant().plus(Duration.ofDays(9))))
                    .is(201);
            demo.time().forward(Duration.ofMinutes(10));
            Answer unanchored = health(demo, "/approval").is(200);
            assertThat(unanchored.text("/status")).isEqualTo("UP");
            assertThat(unanchored.text("/details/record")).isEqualTo("UNANCHORED");
            assertThat(unanchored.text("/details/since")).isEqualTo(RunningDemo.START.toString());
            demo.approvals().tick();
            assertThat(health(demo, "/approval").is(200).text("/details/record"))
                    .isEqualTo("ANCHORED");

            readable.set(false);
            Answer down = health(demo, "/approval").is(503);
            assertThat(down.text("/status")).isEqualTo("DOWN");
            assertThat(down.body()).doesNotContain("jdbc:").doesNotContain("Exception");
            readable.set(true);
            assertThat(health(demo, "").is(200).text("/status")).isEqualTo("UP");
        }
    }

    @Test
    void a_host_does_without_by_a_property() throws Exception {
        try (RunningDemo demo = RunningDemo.in(
                Files.createDirectories(folder.resolve("without")),
                List.of("--management.health.approval.enabled=false"))) {
            assertThat(health(demo, "")
                            .is(200)
                            .json()
                            .at("/components/approval")
                            .isMissingNode())
                    .isTrue();
            health(demo, "/approval").is(404);
        }
    }

    private static Answer health(RunningDemo demo, String path) {
        return Caller.send(HttpRequest.newBuilder(URI.create(demo.url() + "/actuator/health" + path))
                .build());
    }

    /** The store, as one whose database can be switched off. */
    private record Failing(AtomicBoolean readable) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof ApprovalStore)) return bean;
            return Proxy.newProxyInstance(
                    ApprovalStore.class.getClassLoader(),
                    new Class<?>[] {ApprovalStore.class},
                    (proxy, method, args) -> {
                        if (!readable.get())
                            throw new StoreException("jdbc:h2:file:secret", new IllegalStateException("switched off"));
                        try {
                            return method.invoke(bean, args);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }
}

package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.content.Channel;
import io.countersign.content.Content;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.routing.Classification;
import io.countersign.routing.ContentClassifier;
import io.countersign.routing.Label;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class ClassifiersTest {
    private static final Call ADMIN =
            Call.of(new WorkspaceId("acme"), Actor.user("admin", Set.of(Permission.values()), Set.of()));

    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ApprovalAutoConfiguration.class,
                    ApprovalStoreAutoConfiguration.class,
                    DataSourceAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    @Test
    void a_classifier_of_the_host_is_asked() {
        host.withBean("labels", ContentClassifier.class, () -> answering("labels"))
                .run(context -> {
                    assertThat(classification(context).used().model()).isEqualTo("labels");
                    assertThat(classification(context).shadow()).isNull();
                });
    }

    @Test
    void of_two_the_one_that_is_named_is_only_compared() {
        host.withBean("labels", ContentClassifier.class, () -> answering("labels"))
                .withBean("candidate", ContentClassifier.class, () -> answering("candidate"))
                .withPropertyValues("approval.classifier.shadow=candidate")
                .run(context -> {
                    assertThat(classification(context).used().model()).isEqualTo("labels");
                    assertThat(Objects.requireNonNull(classification(context).shadow())
                                    .model())
                            .isEqualTo("candidate");
                });
    }

    @Test
    void of_two_the_primary_one_is_asked() {
        host.withBean("labels", ContentClassifier.class, () -> answering("labels"), bean -> bean.setPrimary(true))
                .withBean("other", ContentClassifier.class, () -> answering("other"))
                .run(context ->
                        assertThat(classification(context).used().model()).isEqualTo("labels"));
    }

    @Test
    void where_it_is_not_clear_which_is_asked_the_host_does_not_start() {
        host.withBean("labels", ContentClassifier.class, () -> answering("labels"))
                .withBean("other", ContentClassifier.class, () -> answering("other"))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("[labels, other]"));
        host.withBean("labels", ContentClassifier.class, () -> answering("labels"))
                .withPropertyValues("approval.classifier.shadow=labels")
                .run(context -> assertThat(context).hasFailed());
        host.withBean("labels", ContentClassifier.class, () -> answering("labels"))
                .withPropertyValues("approval.classifier.shadow=label")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("'label'"));
    }

    @Test
    void what_takes_longer_than_the_limit_is_not_waited_for() {
        host.withBean("labels", ContentClassifier.class, () -> new Named("labels", new CompletableFuture<>()))
                .withPropertyValues("approval.classifier.time-limit=1ms")
                .run(context ->
                        assertThat(classification(context).used().ending()).isEqualTo(Classification.Ending.TIMED_OUT));
        host.withBean("labels", ContentClassifier.class, () -> answering("labels"))
                .withPropertyValues("approval.classifier.time-limit=0s")
                .run(context -> assertThat(context).hasFailed());
    }

    private static Classification classification(ApplicationContext context) {
        Approvals approvals = context.getBean(Approvals.class);
        PostForm form = PostForm.of(new Target(new Channel("X"), "acme"), "Hello")
                .withReviewers(List.of(new ReviewerRef.User("lena")));
        Post post = approvals.posts().create(ADMIN, form);
        Post submitted = approvals.posts().submit(ADMIN, post.id(), null);
        return Objects.requireNonNull(Objects.requireNonNull(submitted.plan()).classification());
    }

    private static ContentClassifier answering(String model) {
        return new Named(model, CompletableFuture.completedFuture(Optional.of(List.of())));
    }

    private record Named(String model, CompletableFuture<Optional<List<Label>>> answer) implements ContentClassifier {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public CompletableFuture<Optional<List<Label>>> classify(WorkspaceId workspace, Content content) {
            return answer;
        }
    }
}

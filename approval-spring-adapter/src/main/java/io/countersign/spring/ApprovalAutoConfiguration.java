package io.countersign.spring;

import io.countersign.Approvals;
import io.countersign.audit.Anchor;
import io.countersign.audit.CheckpointSigner;
import io.countersign.content.MediaResolver;
import io.countersign.identity.Directory;
import io.countersign.link.BreachedPasswordChecker;
import io.countersign.link.PasswordHasher;
import io.countersign.link.PasswordRules;
import io.countersign.link.SecretMac;
import io.countersign.link.SessionLimits;
import io.countersign.notice.Notifier;
import io.countersign.post.Terms;
import io.countersign.publish.Backoff;
import io.countersign.publish.Publisher;
import io.countersign.routing.ContentClassifier;
import io.countersign.store.ApprovalStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** {@link Approvals} over the store, with the host's ports. */
@AutoConfiguration(after = ApprovalStoreAutoConfiguration.class)
@ConditionalOnProperty(name = "approval.enabled", matchIfMissing = true)
@ConditionalOnBean(ApprovalStore.class)
@EnableConfigurationProperties(ApprovalProperties.class)
public class ApprovalAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    SecretMac approvalSecretMac(ApprovalProperties properties) {
        return LinkKeys.mac(properties.links());
    }

    @Bean
    @ConditionalOnMissingBean
    PasswordHasher approvalPasswordHasher(ApprovalProperties properties) {
        return LinkKeys.hasher(properties.links());
    }

    @Bean
    @ConditionalOnMissingBean
    Approvals approvals(
            ApprovalStore store,
            ApprovalProperties properties,
            SecretMac mac,
            ObjectProvider<Publisher> publisher,
            ObjectProvider<Directory> directory,
            ObjectProvider<MediaResolver> media,
            PasswordHasher hasher,
            ObjectProvider<BreachedPasswordChecker> breaches,
            ListableBeanFactory beans,
            ObjectProvider<Notifier> notifier,
            ObjectProvider<CheckpointSigner> signers,
            ObjectProvider<Anchor> anchors,
            ObjectProvider<ApprovalsCustomizer> customizers) {
        Approvals.Builder builder =
                set(Approvals.on(store), properties).secretMac(mac).passwordHasher(hasher);
        publisher.ifAvailable(builder::publisher);
        directory.ifAvailable(builder::directory);
        media.ifAvailable(builder::mediaResolver);
        breaches.ifAvailable(builder::breachedPasswordChecker);
        Classifiers.set(
                builder,
                properties.classifier(),
                beans.getBeansOfType(ContentClassifier.class),
                beans.getBeanProvider(ContentClassifier.class).getIfUnique());
        notifier.ifAvailable(builder::notifier);
        builder.checkpoints(RecordKeys.terms(
                properties.record(),
                signers.orderedStream().toList(),
                anchors.orderedStream().toList()));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnProperty(name = "approval.notice.enabled", matchIfMissing = true)
    NoticeLoop approvalNoticeLoop(Approvals approvals, ApprovalProperties properties) {
        return new NoticeLoop(approvals, properties.dispatcher().interval());
    }

    @Bean
    StartNotices approvalStartNotices(ApprovalProperties properties, SecretMac mac, Approvals approvals) {
        return new StartNotices(properties.links(), mac, approvals);
    }

    private static Approvals.Builder set(Approvals.Builder builder, ApprovalProperties properties) {
        ApprovalProperties.Links links = properties.links();
        ApprovalProperties.Web web = properties.web();
        builder.terms(terms(properties.dispatcher()))
                .recheckEvery(properties.dispatcher().recheckEvery())
                .noticeTerms(properties.notice().terms())
                .linkValidity(links.validity())
                .passwordRules(new PasswordRules(links.minPasswordLength(), blocked(links.blockedWords())))
                .sessionLimits(new SessionLimits(
                        properties.sessions().idle(), properties.sessions().absolute()))
                .unknownLinksPerMinute(links.unknownPerMinute());
        String node = properties.node();
        if (node != null) builder.node(node);
        Integer permits = links.hashingPermits();
        if (permits != null) builder.hashingPermits(permits);
        String baseUrl = web.baseUrl();
        return baseUrl == null ? builder : builder.baseUrl(baseUrl + web.basePath());
    }

    private static Map<String, String> blocked(List<String> words) {
        return words.stream()
                .collect(Collectors.toMap(Function.identity(), word -> "a blocked word", (one, same) -> one));
    }

    static Terms terms(ApprovalProperties.Dispatcher dispatcher) {
        return new Terms(
                dispatcher.missedGrace(),
                dispatcher.missedSchedule() == ApprovalProperties.MissedSchedule.PUBLISH,
                dispatcher.lease(),
                dispatcher.attempts(),
                new Backoff(dispatcher.backoff(), dispatcher.maxBackoff()));
    }
}

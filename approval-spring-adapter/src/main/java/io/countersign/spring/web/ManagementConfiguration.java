package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.notice.NoticeTerms;
import io.countersign.spring.ApprovalProperties;
import io.countersign.spring.record.RecordPage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The management API; none of it where nobody can tell who calls. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(ActorResolver.class)
class ManagementConfiguration {
    @Bean
    Callers approvalCallers(ActorResolver resolver) {
        return new Callers(resolver);
    }

    @Bean
    PostController approvalPostController(Approvals approvals, Commands commands, PostJson posts) {
        return new PostController(approvals, commands, posts);
    }

    @Bean
    PostCommandController approvalPostCommandController(Approvals approvals, Commands commands, PostJson posts) {
        return new PostCommandController(approvals, commands, posts);
    }

    @Bean
    BreakGlassController approvalBreakGlassController(Approvals approvals, Commands commands, PostJson posts) {
        return new BreakGlassController(approvals, commands, posts);
    }

    @Bean
    BulkController approvalBulkController(Approvals approvals, Commands commands, PostJson posts) {
        return new BulkController(approvals, commands, posts);
    }

    @Bean
    DecisionController approvalDecisionController(Approvals approvals, Commands commands, PostJson posts) {
        return new DecisionController(approvals, commands, posts);
    }

    @Bean
    QueueController approvalQueueController(Approvals approvals, PostJson posts) {
        return new QueueController(approvals, posts);
    }

    @Bean
    StatsController approvalStatsController(Approvals approvals) {
        return new StatsController(approvals);
    }

    @Bean
    ApproverController approvalApproverController(Approvals approvals, Commands commands) {
        return new ApproverController(approvals, commands);
    }

    @Bean
    DelegationController approvalDelegationController(Approvals approvals, Commands commands) {
        return new DelegationController(approvals, commands);
    }

    @Bean
    RetentionController approvalRetentionController(Approvals approvals, Commands commands) {
        return new RetentionController(approvals, commands);
    }

    @Bean
    CommentController approvalCommentController(Approvals approvals, Commands commands, CommentJson comments) {
        return new CommentController(approvals, commands, comments);
    }

    @Bean
    LinkController approvalLinkController(
            Approvals approvals, Commands commands, MessageSource words, ApprovalProperties properties) {
        NoticeTerms standards = properties.notice().terms();
        ShareTexts share = new ShareTexts(approvals.directory(), words, standards.zone());
        return new LinkController(approvals, commands, share, new Languages(standards.language()));
    }

    @Bean
    RoutingController approvalRoutingController(Approvals approvals, Commands commands) {
        return new RoutingController(approvals, commands);
    }

    @Bean
    AuditController approvalAuditController(Approvals approvals) {
        return new AuditController(approvals);
    }

    @Bean
    RecordPage approvalRecordPage() {
        return new RecordPage();
    }

    @Bean
    RecordController approvalRecordController(Approvals approvals, RecordPage page) {
        return new RecordController(approvals, page);
    }

    @Bean
    EvidenceController approvalEvidenceController(Approvals approvals, RecordPage page) {
        return new EvidenceController(approvals, page);
    }

    @Bean
    ExportController approvalExportController(Approvals approvals) {
        return new ExportController(approvals);
    }
}

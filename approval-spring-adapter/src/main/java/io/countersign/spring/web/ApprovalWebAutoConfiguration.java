package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.spring.ApprovalAutoConfiguration;
import io.countersign.spring.ApprovalProperties;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.HandlerTypePredicate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The HTTP API: what all of it shares, and the reviewers' part; the management part is imported. */
@AutoConfiguration(after = {ApprovalAutoConfiguration.class, ApprovalSecurityAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnProperty(
        name = {"approval.enabled", "approval.web.enabled"},
        matchIfMissing = true)
@ConditionalOnBean(Approvals.class)
@Import(ManagementConfiguration.class)
public class ApprovalWebAutoConfiguration {
    @Bean
    ApiPaths approvalPaths(ApprovalProperties properties) {
        return new ApiPaths(properties.web().basePath());
    }

    @Bean
    Origins approvalOrigins(ApprovalProperties properties) {
        String baseUrl = properties.web().baseUrl();
        if (baseUrl == null)
            throw new IllegalStateException(
                    "Links and the reviewer page need the address of this host: set approval.web.base-url, such as"
                            + " https://approvals.example, or serve neither with approval.web.enabled=false");
        return new Origins(baseUrl);
    }

    @Bean
    Guests approvalGuests(Approvals approvals, Origins origins) {
        return new Guests(approvals.sessions(), origins);
    }

    @Bean
    Commands approvalCommands(Approvals approvals) {
        return new Commands(approvals);
    }

    @Bean
    PostJson approvalPostJson(Approvals approvals, ApprovalProperties properties) {
        return new PostJson(approvals, properties.web().showReviewers());
    }

    @Bean
    CommentJson approvalCommentJson(Approvals approvals, ApprovalProperties properties) {
        return new CommentJson(approvals, properties.web().showReviewers());
    }

    @Bean
    ReviewCommentController approvalReviewCommentController(
            Approvals approvals, Commands commands, CommentJson comments) {
        return new ReviewCommentController(approvals, commands, comments);
    }

    @Bean
    ProblemResolver approvalProblemResolver(ApiPaths paths) {
        return new ProblemResolver(paths);
    }

    @Bean
    ReviewHeaders approvalReviewHeaders(ApiPaths paths, ApprovalProperties properties) {
        return new ReviewHeaders(paths, properties.web().mediaHosts());
    }

    @Bean
    @ConditionalOnMissingBean
    ClientKey approvalClientKey() {
        return ClientKey.REMOTE_ADDRESS;
    }

    @Bean
    ReviewDoorController approvalReviewDoorController(Approvals approvals, Origins origins, ClientKey source) {
        return new ReviewDoorController(approvals, origins, source);
    }

    @Bean
    ReviewPostController approvalReviewPostController(Approvals approvals, Commands commands, PostJson posts) {
        return new ReviewPostController(approvals, commands, posts);
    }

    @Bean
    UnloggedBodies approvalUnloggedBodies() {
        return new UnloggedBodies();
    }

    @Bean
    WebMvcConfigurer approvalMvc(ApiPaths paths, ObjectProvider<Callers> callers, ObjectProvider<Guests> guests) {
        return new WebMvcConfigurer() {
            @Override
            public void configurePathMatch(PathMatchConfigurer configurer) {
                // Once for API and pages: Spring keeps one predicate a prefix, and a second would replace the first.
                configurer.addPathPrefix(
                        paths.base(),
                        HandlerTypePredicate.forBasePackage("io.countersign.spring.web", "io.countersign.spring.page"));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ApiArguments(callers, guests));
            }
        };
    }
}

package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.spring.ApprovalAutoConfiguration;
import io.countersign.spring.ApprovalProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Spring Security where the host has it: who calls the management API, and the reviewers' way in. After Boot's own
 * configuration, whose standard chain would otherwise take ours for the host's and leave the host open.
 */
@AutoConfiguration(
        after = ApprovalAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {"approval.enabled", "approval.web.enabled"},
        matchIfMissing = true)
@ConditionalOnClass(Authentication.class)
@ConditionalOnBean(Approvals.class)
public class ApprovalSecurityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ActorResolver approvalActorResolver() {
        return new SecurityActorResolver();
    }

    /** A chain for the reviewers' paths alone; the host's chains are left as they are. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HttpSecurity.class)
    @ConditionalOnBean(HttpSecurity.class)
    @ConditionalOnProperty(name = "approval.web.security", matchIfMissing = true)
    static class ReviewChain {
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE + 100)
        @ConditionalOnMissingBean(name = "approvalReviewSecurity")
        SecurityFilterChain approvalReviewSecurity(HttpSecurity http, ApprovalProperties properties) throws Exception {
            ApiPaths paths = new ApiPaths(properties.web().basePath());
            return http.securityMatcher(paths::isReview)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(AbstractHttpConfigurer::disable)
                    .headers(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .build();
        }
    }
}

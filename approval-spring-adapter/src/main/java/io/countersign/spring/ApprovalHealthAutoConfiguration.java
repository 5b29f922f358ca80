package io.countersign.spring;

import io.countersign.Approvals;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@code approval} in the host's health, where it has Actuator. A bean of the host's with either name is taken instead;
 * {@code management.health.approval.enabled=false}, or {@code management.health.defaults.enabled=false}, does without.
 */
@AutoConfiguration(after = ApprovalAutoConfiguration.class)
@ConditionalOnBean(Approvals.class)
public class ApprovalHealthAutoConfiguration {
    private static final String INDICATOR = "approvalHealthIndicator";
    private static final String CONTRIBUTOR = "approvalHealthContributor";

    /** Where Spring Boot has it before version 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("approval")
    static class Boot3 {
        @Bean(INDICATOR)
        @ConditionalOnMissingBean(name = {INDICATOR, CONTRIBUTOR})
        Boot3RecordHealth approvalHealthIndicator(Approvals approvals) {
            return new Boot3RecordHealth(new RecordHealth(approvals));
        }
    }

    /** Where Spring Boot has it from version 4 on. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("approval")
    static class Boot4 {
        @Bean(INDICATOR)
        @ConditionalOnMissingBean(name = {INDICATOR, CONTRIBUTOR})
        Boot4RecordHealth approvalHealthIndicator(Approvals approvals) {
            return new Boot4RecordHealth(new RecordHealth(approvals));
        }
    }
}

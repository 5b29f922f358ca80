package io.countersign.spring;

import io.countersign.jdbc.ApprovalSchema;
import io.countersign.jdbc.JdbcApprovalStore;
import io.countersign.jdbc.Transactions;
import io.countersign.store.ApprovalStore;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** The store in the host's database, in the host's transactions; nothing of it where the host has a store of its own. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnProperty(name = "approval.enabled", matchIfMissing = true)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(ApprovalStore.class)
@EnableConfigurationProperties(ApprovalProperties.class)
public class ApprovalStoreAutoConfiguration {
    /** Name of a bean that replaces the database's clock. */
    static final String CLOCK = "approvalClock";

    /** The one data source of several. */
    record Chosen(DataSource dataSource) {}

    @Bean
    Chosen approvalDataSource(BeanFactory beans, ObjectProvider<DataSource> sources, ApprovalProperties properties) {
        String name = properties.dataSource();
        if (name != null) return new Chosen(beans.getBean(name, DataSource.class));
        DataSource only = sources.getIfUnique();
        if (only == null)
            throw new IllegalStateException(
                    "There are several data sources and none is primary: name the one with the approvals by approval.data-source");
        return new Chosen(only);
    }

    @Bean
    @DependsOnDatabaseInitialization
    SchemaStart approvalSchemaStart(Chosen chosen, ApprovalProperties properties) {
        ApprovalSchema.Mode mode = properties.schema();
        return new SchemaStart(chosen.dataSource(), properties.tablePrefix(), mode);
    }

    /** After {@link SchemaStart}, so that nobody meets a store without tables. */
    @Bean
    JdbcApprovalStore approvalStore(
            Chosen chosen,
            ApprovalProperties properties,
            ObjectProvider<Transactions> transactions,
            @Qualifier(CLOCK) ObjectProvider<InstantSource> clock,
            SchemaStart schema) {
        JdbcApprovalStore.Builder builder = JdbcApprovalStore.on(chosen.dataSource())
                .tablePrefix(properties.tablePrefix())
                .missedGrace(properties.dispatcher().missedGrace());
        transactions.ifAvailable(builder::transactions);
        clock.ifAvailable(builder::time);
        return builder.build();
    }

    /** Where Spring's JDBC support is there, and with it transactions that can be joined. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataSourceUtils.class)
    static class Joining {
        @Bean
        @ConditionalOnMissingBean
        Transactions approvalTransactions(Chosen chosen) {
            return new SpringTransactions(chosen.dataSource());
        }
    }
}

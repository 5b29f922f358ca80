package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.spring.ApprovalProperties;
import io.countersign.spring.web.ApprovalWebAutoConfiguration;
import io.countersign.spring.web.ReviewGate;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.servlet.DispatcherServlet;

/** The reviewer's pages, beside their API. */
@AutoConfiguration(after = ApprovalWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnProperty(
        name = {"approval.enabled", "approval.web.enabled", "approval.page.enabled"},
        matchIfMissing = true)
@ConditionalOnBean(Approvals.class)
@Import(ReviewGate.class)
public class ApprovalPageAutoConfiguration {
    private final ApprovalProperties.Web web;
    private final PageAddress address;
    private final Languages languages;
    private final MediaHosts hosts;
    private final Branding branding;
    private final Frames frames;
    private final Pages pages;

    ApprovalPageAutoConfiguration(
            ApprovalProperties properties,
            MessageSource words,
            ResourceLoader files,
            ObjectProvider<ReviewPageRenderer> renderer) {
        web = properties.web();
        address = PageAddress.of(Objects.requireNonNullElse(web.baseUrl(), ""), web.basePath());
        hosts = new MediaHosts(web.mediaHosts(), web.baseUrl(), List.of(address.pages(), address.api()));
        languages = new Languages(properties.page().languages(), words);
        branding = new Branding(properties.page(), files, hosts, address);
        frames = new Frames(languages, branding, address);
        String templates = properties.page().templates();
        pages = new Pages(renderer.getIfAvailable(() -> new TemplateRenderer(templates, classes(files))));
    }

    @Bean
    DoorPageController approvalDoorPage(Approvals approvals, ReviewGate gate) {
        return new DoorPageController(approvals.sessions(), gate, languages, frames, pages, address);
    }

    @Bean
    PostsPageController approvalPostsPage(Approvals approvals, ReviewGate gate) {
        return new PostsPageController(approvals, visits(approvals, gate), posts(approvals), pages, languages, address);
    }

    @Bean
    FormsPageController approvalFormsPage(Approvals approvals, ReviewGate gate) {
        return new FormsPageController(approvals, gate, visits(approvals, gate), posts(approvals), pages);
    }

    @Bean
    PageCompression approvalPageCompression() {
        return new PageCompression();
    }

    @Bean
    AssetsPageController approvalAssetsPage() {
        return new AssetsPageController(branding.assets());
    }

    @Bean
    PageProblems approvalPageProblems(ReviewGate gate) {
        return new PageProblems(web.basePath(), gate, languages, frames, pages);
    }

    private static ClassLoader classes(ResourceLoader files) {
        return Objects.requireNonNullElse(files.getClassLoader(), ReviewPageRenderer.class.getClassLoader());
    }

    private Visits visits(Approvals approvals, ReviewGate gate) {
        return new Visits(approvals, gate, languages);
    }

    private PostPages posts(Approvals approvals) {
        Cards cards = new Cards(hosts, web.showReviewers());
        Details details = new Details(web.showReviewers());
        Changes changes = new Changes(approvals, cards);
        Talk talk = new Talk(approvals, cards, web.showReviewers());
        return new PostPages(approvals, frames, new PostLists(approvals), cards, details, changes, talk);
    }
}

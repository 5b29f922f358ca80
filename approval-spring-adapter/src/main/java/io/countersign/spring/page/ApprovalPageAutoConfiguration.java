package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.spring.ApprovalProperties;
import io.countersign.spring.web.ApprovalWebAutoConfiguration;
import io.countersign.spring.web.ReviewGate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.DispatcherServlet;

/** The reviewer's pages, beside their API. */
@AutoConfiguration(after = ApprovalWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnProperty(
        name = {"approval.enabled", "approval.web.enabled"},
        matchIfMissing = true)
@ConditionalOnBean(Approvals.class)
@Import(ReviewGate.class)
public class ApprovalPageAutoConfiguration {
    private final ApprovalProperties.Web web;
    private final PageAddress address;
    private final Languages languages;
    private final PageAssets assets = PageAssets.load();
    private final Frames frames;
    private final Pages pages = new Pages(new PageRenderer());

    ApprovalPageAutoConfiguration(ApprovalProperties properties, MessageSource words) {
        web = properties.web();
        address = PageAddress.of(Objects.requireNonNullElse(web.baseUrl(), ""), web.basePath());
        languages = new Languages(List.of(Locale.ENGLISH), words);
        frames = new Frames(languages, assets, address);
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
        return new AssetsPageController(assets);
    }

    @Bean
    PageProblems approvalPageProblems(ReviewGate gate) {
        return new PageProblems(web.basePath(), gate, languages, frames, pages);
    }

    private Visits visits(Approvals approvals, ReviewGate gate) {
        return new Visits(approvals, gate, languages);
    }

    private PostPages posts(Approvals approvals) {
        MediaHosts hosts = new MediaHosts(web.mediaHosts(), web.baseUrl(), List.of(address.pages(), address.api()));
        Cards cards = new Cards(hosts, web.showReviewers());
        Details details = new Details(web.showReviewers());
        Changes changes = new Changes(approvals, cards);
        Talk talk = new Talk(approvals, cards, web.showReviewers());
        return new PostPages(approvals, frames, new PostLists(approvals), cards, details, changes, talk);
    }
}

package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.spring.ApprovalProperties;
import io.countersign.spring.web.ApprovalWebAutoConfiguration;
import io.countersign.spring.web.ReviewGate;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
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
    private final PageTexts texts = PageTexts.english();
    private final PageAssets assets = PageAssets.load();
    private final Frames frames;
    private final Pages pages = new Pages(new PageRenderer());
    private final ProblemTexts problems = new ProblemTexts(texts);

    ApprovalPageAutoConfiguration(ApprovalProperties properties) {
        web = properties.web();
        address = PageAddress.of(Objects.requireNonNullElse(web.baseUrl(), ""), web.basePath());
        frames = new Frames(texts, assets, address);
    }

    @Bean
    DoorPageController approvalDoorPage(Approvals approvals, ReviewGate gate) {
        return new DoorPageController(approvals.sessions(), gate, frames, pages, problems, address);
    }

    @Bean
    PostsPageController approvalPostsPage(Approvals approvals, ReviewGate gate) {
        return new PostsPageController(approvals, new Visits(approvals, gate), posts(approvals), pages, address);
    }

    @Bean
    FormsPageController approvalFormsPage(Approvals approvals, ReviewGate gate) {
        Deciding deciding = new Deciding(approvals, texts, problems);
        return new FormsPageController(gate, new Visits(approvals, gate), deciding, posts(approvals), pages, texts);
    }

    @Bean
    AssetsPageController approvalAssetsPage() {
        return new AssetsPageController(assets);
    }

    @Bean
    PageProblems approvalPageProblems(ReviewGate gate) {
        return new PageProblems(web.basePath(), gate, frames, pages, problems);
    }

    private PostPages posts(Approvals approvals) {
        MediaHosts hosts = new MediaHosts(web.mediaHosts(), web.baseUrl(), List.of(address.pages(), address.api()));
        Cards cards = new Cards(texts, hosts);
        Details details = new Details(texts, web.showReviewers());
        return new PostPages(approvals, frames, new PostLists(approvals), cards, details);
    }
}

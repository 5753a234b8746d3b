#include "app_edge_meet.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"

namespace bowball {

EdgeMeet::EdgeMeet(boost::asio::io_context& context, EdgeMeetOptions options, std::shared_ptr<spdlog::logger> log)
    : context_(context), options_(std::move(options)), log_(std::move(log)),
      live_(options_.hub, options_.names, [this](relay::LiveNews&& news) { boost::asio::post(context_, [this, news = std::move(news)]() mutable { take(std::move(news)); }); },
            [this](const std::string& text) { boost::asio::post(context_, [this, text] { complain(live_trouble_, text); }); }, log_) {}

void EdgeMeet::start() { live_.start(); }

void EdgeMeet::stop() {
    has_stopped_ = true;
    live_.stop();
    end();
}

void EdgeMeet::complain(std::string& said, const std::string& text) const {
    if (said == text) return;
    if (!text.empty()) log_->warn("{}: {} It goes on by itself.", options_.names.meet(), text);
    else log_->info("{}: the hub is there.", options_.names.meet());
    said = text;
}

void EdgeMeet::take(relay::LiveNews news) {
    if (has_stopped_) return;   // it was on the way
    if (news.not_understood > 0) log_->warn("{}: {} messages of the hub could not be understood.", options_.names.meet(), news.not_understood);
    // The server that was taken over from may come back, and not know it yet.
    if (news.beat && std::ranges::find(superseded_, news.beat->epoch) != superseded_.end()) news.beat.reset();
    if (news.beat) {
        superseded_ = news.beat->superseded;
        const auto is_other = news.beat->epoch != epoch_ || news.beat->speed != speed_;
        if (is_other) {
            begin(*news.beat);
            // Its views came before its first beat.
            if (!news.is_all) return live_.tell_all_again();
        }
        take(*news.beat, news.age);
    }
    if (epoch_.empty()) return;
    if (news.is_all) has_views_ = true;
    auto frames = newer_of(news.views);
    if (server_) return publish(std::move(frames), {});
    for (auto& frame : frames) {
        const auto topic = frame.topic;
        views_.insert_or_assign(topic, std::move(frame));
    }
    serve();
}

void EdgeMeet::take(const relay::Beat& beat, std::optional<std::chrono::microseconds> age) {
    const RaceTime sent{std::chrono::microseconds{beat.sent_us}};
    if (age) venue_.guess(clock_.now(), sent, *age * speed_);
    else venue_.hear(clock_.now(), sent);
    head_ = std::max(head_, beat.seq);
}

/// The venue writes a journal that this edge does not know yet: everything is loaded anew, and clients come again.
void EdgeMeet::begin(const relay::Beat& beat) {
    end();
    epoch_ = beat.epoch;
    speed_ = beat.speed;
    clock_ = io::Clock{speed_};
    log_->info("{}: follows the journal {}", options_.names.meet(), epoch_);
    relay::LogFollower::Terms terms{options_.hub, options_.names, epoch_, limits::log_ring_entries, {}, {}, {}, log_};
    terms.on_news = [this, epoch = epoch_](relay::LogNews&& news) { boost::asio::post(context_, [this, epoch, news = std::move(news)]() mutable { take(epoch, std::move(news)); }); };
    terms.on_trouble = [this](const std::string& text) { boost::asio::post(context_, [this, text] { complain(log_trouble_, text); }); };
    terms.on_break = [this, epoch = epoch_](const std::string& text) {
        boost::asio::post(context_, [this, epoch, text] {
            log_->error("{}: {} The log ends here until this edge is started anew; views go on.", options_.names.meet(), text);
            if (has_stopped_ || epoch != epoch_) return;
            has_log_ = true;
            serve();
        });
    };
    journal_ = std::make_unique<relay::LogFollower>(std::move(terms));
    journal_->start();
}

void EdgeMeet::end() {
    journal_.reset();
    if (server_) {
        server_->stop();
        sessions_ = server_->take_sessions();
    }
    server_.reset();
    venue_ = {};
    heard_.clear();
    views_.clear();
    entries_.clear();
    head_ = {};
    log_begins_after_ = {};
    has_views_ = has_log_ = false;
}

/// Of each view the newest, by its entry and then by when the venue sent it: frames are said again, and come from what was kept too.
std::vector<net::Frame> EdgeMeet::newer_of(std::vector<formats::ReceivedView>& views) {
    std::vector<net::Frame> frames;
    for (auto& view : views) {
        if (view.epoch != epoch_) continue;
        const Version version{view.seq, view.sent_us};
        auto& heard = heard_[view.topic];
        if (version <= heard) continue;
        heard = version;
        head_ = std::max(head_, view.seq);
        frames.push_back({std::move(view.topic), views::Audience::everyone, view.seq, view.edge_us, std::move(view.data)});
    }
    return frames;
}

void EdgeMeet::take(const std::string& epoch, relay::LogNews news) {
    if (has_stopped_ || epoch != epoch_) return;   // it was on the way when another began
    head_ = std::max(head_, news.head);
    std::vector<net::LogFrame> entries;
    for (auto& entry : news.entries) entries.push_back({entry.seq, std::move(entry.data), entry.edge_us});
    if (server_) return publish({}, std::move(entries));
    log_begins_after_ = news.before;
    for (auto& entry : entries) entries_.push_back(std::move(entry));
    for (; entries_.size() > limits::log_ring_entries; entries_.pop_front()) log_begins_after_ = entries_.front().seq;
    has_log_ = has_log_ || news.is_up_to_date;
    serve();
}

void EdgeMeet::publish(std::vector<net::Frame> frames, std::vector<net::LogFrame> entries) {
    const auto said_us = std::chrono::floor<std::chrono::microseconds>(venue_.said().time_since_epoch()).count();
    net::Publication publication{std::move(frames), std::move(entries), head_};
    publication.venue = net::VenueWord{venue_.anchor(), said_us};
    for (const auto& frame : publication.frames) {
        if (frame.edge_us) publication.edge_us = std::max(publication.edge_us.value_or(0), *frame.edge_us);
    }
    server_->publish(std::move(publication));
}

void EdgeMeet::show_health(const views::HealthView& health) {
    const views::View view{health};
    health_ = net::Frame{"health", views::Audience::officials, head_, std::nullopt, formats::encode_view(view), std::make_shared<const views::View>(view)};
    if (server_) publish({*health_}, {});
}

/// Once there is all that a client may ask for.
void EdgeMeet::serve() {
    if (server_ || !has_views_ || !has_log_ || !venue_.is_known()) return;
    auto options = options_.server;
    options.epoch = epoch_;
    options.log_dropped = log_begins_after_;
    options.anchor = venue_.anchor();
    options.sessions = std::move(sessions_);
    if (!options_.data_dir.empty()) options.feed_tokens_file = options_.data_dir + "/feed_tokens.json";
    const auto refuse = [text = options_.refusal](engine::Command, engine::Origin, const std::function<void(engine::Outcome)>& reply) { reply(Error{errc::not_allowed, text}); };
    server_ = std::make_unique<net::Server>(std::move(options), clock_, net::AccountStore{options_.accounts_file}, refuse, log_);
    if (const auto started = server_->start(); !started) {
        server_.reset();
        if (serve_trouble_ != started.error().text) log_->error("{}: {}", options_.names.meet(), started.error().text);
        serve_trouble_ = started.error().text;
        return;   // tried again with the next word of the venue
    }
    std::vector<net::Frame> frames;
    for (auto& [topic, frame] : std::exchange(views_, {})) frames.push_back(std::move(frame));
    if (health_) frames.push_back(*health_);
    auto entries = std::exchange(entries_, {});
    publish(std::move(frames), {std::move_iterator{entries.begin()}, std::move_iterator{entries.end()}});
    log_->info("{}: serves {} views and {} entries", options_.names.meet(), heard_.size(), entries.size());
    if (options_.on_open) options_.on_open(*server_);
}

}  // namespace bowball

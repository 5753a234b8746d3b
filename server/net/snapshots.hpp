// The views and the log over plain HTTP: one answer, or, with wait_ms, the answer as soon as there is news (long poll).
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <map>

#include "core/limits.hpp"
#include "net/air.hpp"
#include "net/http.hpp"
#include "net/sign_in.hpp"
#include "net/tally.hpp"

namespace bowball::net {

class Snapshots {
public:
    struct Sources {
        Air& air;
        Tally& tally;
        const SignIn& sign_in;
        bool may_be_behind = false;   ///< an edge: a client may know more of this journal than has come here yet
        Duration longest_wait = limits::long_poll_longest;
    };
    Snapshots(boost::asio::io_context& context, const Sources& sources)
        : context_(context), air_(sources.air), tally_(sources.tally), sign_in_(sources.sign_in), may_be_behind_(sources.may_be_behind), longest_wait_(sources.longest_wait), timer_(context) {}

    /// /api/v1/views/<topic>[?since=epoch:seq[:sent_us]][&wait_ms=N]
    void get_view(const HttpRequest& request, const std::string& topic, Answer answer);
    /// /api/v1/log[?since=epoch:seq][&wait_ms=N]
    void get_log(const HttpRequest& request, Answer answer);

    /// After each publishing: answers those who waited for it, a slice at a time.
    void look(const Broadcast& news);
    /// Before a restart: tells everybody who waits to come back, each at another time.
    void send_all_away(const std::function<std::int64_t()>& retry_ms);
    [[nodiscard]] std::size_t waiting() const { return waiting_.size() + due_.size(); }

private:
    /// The answer, or nothing: there is no news yet.
    using Look = std::function<std::optional<HttpAnswer>(bool is_last)>;
    struct Waiting {
        std::weak_ptr<void> asker;
        Look look;
        Answer answer;
        std::chrono::steady_clock::time_point until;
    };
    /// `topic`: whose news it waits for; of the log, empty.
    void answer_or_wait(const HttpRequest& request, const std::string& topic, const Look& look, Answer answer);
    struct Since {
        std::string epoch;
        Seq seq;
        std::optional<std::int64_t> sent_us;   ///< of the frame that the client has
    };
    [[nodiscard]] static Result<Since> parse_since(const std::string& text);
    [[nodiscard]] bool is_news(const std::string& topic, const Air::Snapshot& view, const Since& since, const std::string& tags) const;
    [[nodiscard]] HttpAnswer refuse_to_wait() const;
    [[nodiscard]] std::optional<HttpAnswer> view_now(const HttpRequest& request, const std::string& topic, bool is_last);
    [[nodiscard]] std::optional<HttpAnswer> log_now(const HttpRequest& request, bool is_last);
    [[nodiscard]] HttpAnswer no_longer_held() const;
    void wake(const std::string& topic);
    void wake_where(const std::function<bool(const std::string& topic, const Waiting&)>& is_due);
    void answer_some();
    void set_timer();

    boost::asio::io_context& context_;
    Air& air_;
    Tally& tally_;
    const SignIn& sign_in_;
    bool may_be_behind_;
    Duration longest_wait_;
    boost::asio::steady_timer timer_;
    std::multimap<std::string, Waiting> waiting_;   ///< by topic
    std::deque<std::pair<std::string, Waiting>> due_;   ///< there may be news for them, or their time is up
    bool is_answering_ = false;                     ///< the next slice of these is posted
};

}  // namespace bowball::net

// Lists of entries that an organiser sends: looked at first, then accepted whole. The file comes both times, so that nothing of
// it waits here; what was agreed to is the digest of its report. A list is read, and its report written, on a thread of the desk's
// own: thousands of rows must not hold up the live feed.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/entry_plan.hpp"
#include "formats/entry_list.hpp"
#include "io/loose_worker.hpp"
#include "net/feed_client.hpp"
#include "net/http.hpp"
#include "net/sign_in.hpp"

namespace bowball::net {

/// What rows would do to the meet as it stands. `reply` may be called on any thread.
using EntryPlanner = std::function<void(std::vector<engine::EntryRow>, std::function<void(Result<engine::EntryPlan>)> reply)>;

class EntryDesk {
public:
    /// `planner` may be empty: then no lists are taken.
    EntryDesk(boost::asio::io_context& context, const SignIn& sign_in, ClientContext& clients, EntryPlanner planner, std::vector<formats::Noc> nocs)
        : context_(context), sign_in_(sign_in), clients_(clients), planner_(std::move(planner)), nocs_(std::make_shared<const std::vector<formats::Noc>>(std::move(nocs))) {}

    /// /api/v1/entries/...
    [[nodiscard]] static bool is_asked_for(const std::string& path);
    /// Why who asks may send no list: only who may change the programme may. Else nothing.
    [[nodiscard]] std::optional<Error> refuse_sender(const HttpRequest& request) const;

    /// POST /api/v1/entries/check and /api/v1/entries/accept?plan=DIGEST&id=...&name=...&reason=...
    /// Refuses with errc::too_many beyond limits::entry_lists_waiting.
    void post(const HttpRequest& request, Answer answer);

private:
    using List = std::shared_ptr<const formats::EntryList>;

    void check(const HttpRequest& request, Answer answer);
    void accept(const HttpRequest& request, Answer answer);
    /// Reads the body and goes on with its list, or answers why it is none.
    void read(const HttpRequest& request, Answer answer, std::function<void(List, Answer)> then);
    void report(const List& list, engine::EntryPlan plan, Answer answer);
    [[nodiscard]] io::LooseWorker& reader();

    boost::asio::io_context& context_;
    const SignIn& sign_in_;
    ClientContext& clients_;
    EntryPlanner planner_;
    std::shared_ptr<const std::vector<formats::Noc>> nocs_;
    std::size_t waiting_ = 0;                   ///< at most limits::entry_lists_waiting
    std::unique_ptr<io::LooseWorker> reader_;   ///< none until somebody asks
};

}  // namespace bowball::net

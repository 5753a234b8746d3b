// Lists of entries that an organiser sends: looked at first, then accepted whole. The file comes both times, so that nothing of
// it waits here; what was agreed to is the digest of its report.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <string>
#include <vector>

#include "engine/entry_plan.hpp"
#include "formats/noc_file.hpp"
#include "net/feed_client.hpp"
#include "net/http.hpp"
#include "net/sign_in.hpp"

namespace bowball::net {

/// What rows would do to the meet as it stands. `reply` may be called on any thread.
using EntryPlanner = std::function<void(std::vector<engine::EntryRow>, std::function<void(engine::EntryPlan)> reply)>;

class EntryDesk {
public:
    /// `planner` may be empty: then no lists are taken.
    EntryDesk(boost::asio::io_context& context, const SignIn& sign_in, ClientContext& clients, EntryPlanner planner, std::vector<formats::Noc> nocs)
        : context_(context), sign_in_(sign_in), clients_(clients), planner_(std::move(planner)), nocs_(std::move(nocs)) {}

    /// /api/v1/entries/...
    [[nodiscard]] static bool is_asked_for(const std::string& path);
    /// Whether the request may bring a body as large as a list: only of who may change the programme.
    [[nodiscard]] bool may_send_list(const HttpRequest& request) const;

    /// POST /api/v1/entries/check and /api/v1/entries/accept?plan=DIGEST&id=...&name=...&reason=...
    void post(const HttpRequest& request, Answer answer);

private:
    void check(const HttpRequest& request, Answer answer);
    void accept(const HttpRequest& request, Answer answer);

    boost::asio::io_context& context_;
    const SignIn& sign_in_;
    ClientContext& clients_;
    EntryPlanner planner_;
    std::vector<formats::Noc> nocs_;
};

}  // namespace bowball::net

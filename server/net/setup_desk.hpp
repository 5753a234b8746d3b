// The set-up of a venue over plain HTTP, for admins: what is plugged in, a configuration that is looked at and then written, and who may
// sign in. Files, drivers and password hashes are worked on by a thread of the desk's own.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <spdlog/logger.h>
#include <string>

#include "io/loose_worker.hpp"
#include "net/accounts.hpp"
#include "net/http.hpp"
#include "net/sign_in.hpp"

namespace bowball::net {

/// Called on the desk's own thread, one after another: they own all that they touch. Each gives JSON.
struct SetupSource {
    std::function<Result<std::string>()> describe;
    /// The text of a configuration, looked at as at a start. Fails with the sentence that a start would print.
    std::function<Result<std::string>(const std::string& text)> check;
    /// Checks, keeps what was there, and writes.
    std::function<Result<std::string>(const std::string& text)> write;
};

class SetupDesk {
public:
    /// `source` may be empty: then this server has no configuration that could be written, a demo for example.
    SetupDesk(boost::asio::io_context& context, const SignIn& sign_in, AccountStore accounts, SetupSource source, std::shared_ptr<spdlog::logger> log)
        : context_(context), sign_in_(sign_in), accounts_(std::move(accounts)), source_(std::move(source)), log_(std::move(log)) {}

    /// /api/v1/setup... and /api/v1/accounts...
    [[nodiscard]] static bool is_asked_for(const std::string& path);
    /// What decides who may sign in, and how the server starts next time.
    [[nodiscard]] static bool changes_the_venue(const std::string& path);
    /// GET /api/v1/setup, /api/v1/accounts.
    void get(const HttpRequest& request, Answer answer);
    /// POST /api/v1/setup/check and /write with a configuration; /api/v1/accounts with {"name","role","password"}, /api/v1/accounts/remove
    /// with {"name"}.
    void post(const HttpRequest& request, Answer answer);

private:
    using Work = std::function<Result<std::string>()>;

    /// Why who asks may not; else nothing.
    [[nodiscard]] std::optional<Error> refuse(const HttpRequest& request) const;
    void put_account(const HttpRequest& request, Answer answer);
    void remove_account(const HttpRequest& request, Answer answer);
    /// Refuses with errc::too_many beyond limits::setups_waiting.
    void work(Work work, Answer answer);

    boost::asio::io_context& context_;
    const SignIn& sign_in_;
    AccountStore accounts_;
    SetupSource source_;
    std::shared_ptr<spdlog::logger> log_;
    std::size_t waiting_ = 0;
    std::unique_ptr<io::LooseWorker> worker_;   ///< none until somebody asks
};

}  // namespace bowball::net

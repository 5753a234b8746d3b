#include "io/folder_link.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "io/folder.hpp"

namespace bowball::io {
namespace {

/// The folder is looked through this often. Looking works on network shares too, where change notices do not arrive.
constexpr auto rhythm = std::chrono::milliseconds{200};

/// A share whose server is gone hangs for minutes. So the looking is done on a thread of its own, and only what was found
/// comes to the loop that stamps.
class FolderLink final : public Link {
public:
    FolderLink(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : context_(context), clock_(clock), listener_(listener), timer_(context),
          folder_(std::make_shared<Folder>(spec.path, spec.option("pattern", "*"), std::chrono::milliseconds{spec.number("rest_ms", 500)})) {}
    ~FolderLink() override { close(); }

    void open() override { wait(std::chrono::milliseconds{0}); }
    void write(std::string) override {}
    void close() override {
        alive_ = std::make_shared<int>();
        timer_.cancel();
    }

private:
    void wait(std::chrono::milliseconds span) {
        timer_.expires_after(span);
        timer_.async_wait([this, alive = std::weak_ptr{alive_}](const boost::system::error_code& stopped) {
            if (!stopped && !alive.expired()) look();
        });
    }

    void look() {
        boost::asio::post(worker_, [this, folder = folder_, &context = context_, alive = std::weak_ptr{alive_}] {
            auto found = folder->look(rhythm);
            boost::asio::post(context, [this, found = std::move(found), alive] {
                if (!alive.expired()) deliver(found);
            });
        });
    }

    void deliver(const Folder::Found& found) {
        const auto alive = std::weak_ptr{alive_};
        const auto readable = found.failure.empty();
        if (readable && !is_open_) listener_.on_open(clock_.now());
        is_open_ = readable;
        for (const auto& trouble : found.troubles) {
            if (!alive.expired()) listener_.on_trouble(trouble);
        }
        for (const auto& file : found.files) {
            if (!alive.expired()) listener_.on_file(file.name, std::as_bytes(std::span{file.content}), clock_.now());
        }
        if (alive.expired()) return;
        if (readable) wait(rhythm);
        else listener_.on_closed(found.failure);
    }

    boost::asio::io_context& context_;
    Clock clock_;
    LinkListener& listener_;
    boost::asio::steady_timer timer_;
    std::shared_ptr<Folder> folder_;          ///< the worker's own once it is opened
    bool is_open_ = false;
    std::shared_ptr<int> alive_ = std::make_shared<int>();
    boost::asio::thread_pool worker_{1};      ///< last: it ends first, and waits for a look that is under way
};

}  // namespace

std::unique_ptr<Link> make_folder_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return std::make_unique<FolderLink>(spec, context, clock, listener);
}

}  // namespace bowball::io

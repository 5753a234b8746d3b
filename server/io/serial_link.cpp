#include "io/serial_link.hpp"

#include <fcntl.h>
#include <linux/serial.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include "core/assert.hpp"
#include "core/text.hpp"
#include "io/run_context.hpp"
#include "io/stream_link.hpp"

namespace bowball::io {
namespace {

namespace fs = std::filesystem;
using boost::asio::posix::stream_descriptor;

/// parse_link lets no other rate through.
speed_t speed_of(std::uint64_t baud) {
    constexpr std::pair<unsigned, speed_t> rates[] = {{1200, B1200}, {2400, B2400}, {4800, B4800}, {9600, B9600}, {19200, B19200}, {38400, B38400}, {57600, B57600}, {115200, B115200}};
    const auto rate = std::ranges::find(rates, baud, [](const auto& one) { return one.first; });
    ASSERT(rate != std::end(rates));
    return rate->second;
}

void make_raw(int descriptor, const LinkSpec& spec) {
    termios line{};
    if (::tcgetattr(descriptor, &line) != 0) return;  // a fifo or the like: nothing to set
    ::cfmakeraw(&line);
    line.c_iflag &= ~static_cast<tcflag_t>(IXOFF | IXANY | INPCK | IGNPAR);  // whatever the program before had set
    line.c_cflag |= CLOCAL | CREAD;
    line.c_cflag &= ~static_cast<tcflag_t>(PARENB | PARODD | CSTOPB | CSIZE | CRTSCTS);
    line.c_cflag |= spec.number("bits", 8) == 7 ? CS7 : CS8;
    const auto parity = spec.option("parity", "none");
    if (parity != "none") line.c_cflag |= PARENB;
    if (parity == "odd") line.c_cflag |= PARODD;
    if (spec.number("stop", 1) == 2) line.c_cflag |= CSTOPB;
    const auto speed = speed_of(spec.number("baud", 9600));
    ::cfsetispeed(&line, speed);
    ::cfsetospeed(&line, speed);
    line.c_cc[VMIN] = 1;
    line.c_cc[VTIME] = 0;
    ::tcsetattr(descriptor, TCSANOW, &line);
    // Adapters otherwise hold characters back for up to 16 ms. Not every one can; then the stamp says how sure it is.
    serial_struct adapter{};
    if (::ioctl(descriptor, TIOCGSERIAL, &adapter) == 0) {
        adapter.flags |= ASYNC_LOW_LATENCY;
        ::ioctl(descriptor, TIOCSSERIAL, &adapter);
    }
}

class SerialLink final : public Link {
public:
    SerialLink(LinkSpec spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : spec_(std::move(spec)), context_(context), clock_(clock), listener_(listener) {}
    ~SerialLink() override { close(); }

    void open() override {
        const auto descriptor = ::open(spec_.path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        if (descriptor < 0) return refuse(errno);
        if (::ioctl(descriptor, TIOCEXCL) != 0 && errno == EBUSY) {
            ::close(descriptor);
            return refuse(EBUSY);
        }
        make_raw(descriptor, spec_);
        stream_descriptor stream{context_};
        boost::system::error_code failed;
        stream.assign(descriptor, failed);
        if (failed) {
            ::close(descriptor);
            return refuse(failed.value());
        }
        pump_ = std::make_shared<Pump<stream_descriptor>>(std::move(stream), clock_, listener_, spec_.path);
        boost::asio::post(context_, [pump = pump_, alive = std::weak_ptr{alive_}] {
            if (!alive.expired()) pump->start();
        });
        look_for_others();
    }

    void write(std::string bytes) override {
        if (pump_) pump_->write(std::move(bytes));
    }

    void close() override {
        if (pump_) pump_->stop();
        pump_.reset();
        alive_ = std::make_shared<int>();
    }

private:
    void refuse(int reason) {
        if (reason == EBUSY) return name_the_holder();
        auto why = spec_.path + " cannot be opened: " + std::strerror(reason) + ".";
        if (reason == ENOENT) why = spec_.path + " is not there. Plug the adapter in, or check its name with `bowball devices`.";
        if (reason == EACCES) why = spec_.path + " may not be opened. Add the user to the group dialout.";
        boost::asio::post(context_, [this, why = std::move(why), alive = std::weak_ptr{alive_}] {
            if (!alive.expired()) listener_.on_closed(why);
        });
    }

    void name_the_holder() {
        ask_who_holds([this](const std::string& holder) { listener_.on_closed(spec_.path + " is in use" + (holder.empty() ? "" : " by " + holder) + ". Close that program."); });
    }

    /// TIOCEXCL keeps out those who come later, and not those who have the port open already: they take part of its bytes.
    void look_for_others() {
        ask_who_holds([this](const std::string& holder) {
            if (!holder.empty()) listener_.on_trouble("\"" + spec_.path + "\" is open in " + holder + " too: each of two readers gets a part of the bytes. Close that program.");
        });
    }

    /// Going through all processes takes a while, and can hang where one does: on a thread of its own. `answer` comes back on the
    /// link's, unless it was closed meanwhile.
    template <class Answer>
    void ask_who_holds(Answer answer) {
        if (!worker_) worker_ = std::make_unique<boost::asio::thread_pool>(1);
        boost::asio::post(*worker_, [path = spec_.path, &context = context_, alive = std::weak_ptr{alive_}, answer] {
            std::string holder;
            try {
                holder = who_holds(path);
            } catch (const std::exception&) {
                // Nobody is named then; that the port is in use is said all the same.
            }
            post_patiently(context, [holder, alive, answer] {
                if (!alive.expired()) answer(holder);
            });
        });
    }

    LinkSpec spec_;
    boost::asio::io_context& context_;
    Clock clock_;
    LinkListener& listener_;
    std::shared_ptr<Pump<stream_descriptor>> pump_;
    std::shared_ptr<int> alive_ = std::make_shared<int>();
    std::unique_ptr<boost::asio::thread_pool> worker_;   ///< last: it ends first
};

/// Of a process that ends meanwhile as much as was read.
std::vector<fs::path> listing(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code failed;
    for (auto entry = fs::directory_iterator{folder, failed}; !failed && entry != fs::directory_iterator{}; entry.increment(failed)) found.push_back(entry->path());
    return found;
}

}  // namespace

std::unique_ptr<Link> make_serial_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return std::make_unique<SerialLink>(spec, context, clock, listener);
}

std::string who_holds(const std::string& path) {
    std::error_code ignored;
    const auto wanted = fs::weakly_canonical(path, ignored);
    for (const auto& process : listing("/proc")) {
        const auto pid = process.filename().string();
        if (!parse_number(pid) || pid == std::to_string(::getpid())) continue;
        for (const auto& open : listing(process / "fd")) {
            if (fs::read_symlink(open, ignored) != wanted) continue;
            std::ifstream name_file{process / "comm"};
            std::string name;
            std::getline(name_file, name);
            return name + " (process " + pid + ")";
        }
    }
    return {};
}

}  // namespace bowball::io

// The capture thread: one io_context, one thread, every device. A fan-out to ten thousand screens cannot delay it.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <thread>
#include <vector>

#include "capture/device.hpp"

namespace bowball::capture {

struct CaptureOptions {
    std::vector<DeviceOptions> devices;
    std::string record_folder;      ///< empty: nothing is recorded
    bool realtime = false;          ///< SCHED_FIFO for the thread
    bool lock_memory = false;
    std::function<void(std::string)> refused;   ///< told, on the capture thread, what the system refused of the two; may be empty
};

class Capture {
public:
    /// `sink` is called on the capture thread. Fails if a device makes no sense; the text names it.
    [[nodiscard]] static Result<std::unique_ptr<Capture>> make(CaptureOptions options, const io::Clock& clock, Device::Sink sink, std::shared_ptr<spdlog::logger> log);
    ~Capture();
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;

    void start();
    void stop();
    /// Everything from here on goes to another sink; nothing goes to the old one any more when it returns. Not from the capture thread.
    void redirect(Device::Sink sink);
    /// To every device that has such an output. From any thread.
    void order(OutputOrder order);
    /// What the device reported before its driver drew this mark is in the journal. From any thread.
    void committed(DeviceName device, std::uint64_t mark);

private:
    [[nodiscard]] bool has_start_equipment() const;
    Capture(CaptureOptions options, std::shared_ptr<spdlog::logger> log);
    void claim_priority();
    void say_refused(const std::string& what);
    void run();
    void note_recording(const std::string& device, const std::string& trouble);
    [[nodiscard]] Device* find(const std::string& name);

    CaptureOptions options_;
    std::shared_ptr<spdlog::logger> log_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    Device::Sink sink_;
    std::unique_ptr<Recorder> recorder_;
    std::vector<std::unique_ptr<Device>> devices_;
    std::thread thread_;
};

}  // namespace bowball::capture
